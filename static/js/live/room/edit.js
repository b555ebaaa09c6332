// Changing one's own message where it stands. Its words are fetched from the page that does the same without this script.
import { complain } from "./page.js";

export async function edit({ line }, item, href) {
  if (item.querySelector(".msg-edit")) return item.querySelector(".msg-edit textarea").focus();
  const page = await fetched(href);
  if (!page) return complain("Isi pesan ini belum termuat. Coba lagi begitu tersambung.");
  const area = document.createElement("textarea");
  const form = document.createElement("form");
  const state = document.createElement("p");
  const ways = document.createElement("p");
  let edition = editionOf(page);

  form.className = "msg-edit";
  area.className = "input";
  area.setAttribute("aria-label", "Ubah pesan");
  area.value = page.querySelector("main textarea[name=text]").value;
  state.className = "error small";
  state.setAttribute("role", "alert");
  ways.className = "line";
  ways.append(button("submit", "btn btn-small", "Simpan"), button("button", "btn btn-quiet btn-small", "Batal", close));
  form.append(area, state, ways);
  item.querySelector(".msg-text").hidden = true;
  item.querySelector(".msg-body").append(form);
  area.focus({ preventScroll: true });
  form.scrollIntoView({ block: "center" });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = await line.ask("edit", { pesan: item.dataset.id, teks: area.value, edisi: edition });
    if (said.ok) return close();
    state.textContent = said.message;
    if (said.code !== "pesan_berubah") return;
    edition = editionOf(await fetched(href)) || edition; // what stands now is to be seen above: saving again is meant
    item.querySelector(".msg-text").hidden = false;
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });

  function close() {
    form.remove();
    const text = item.querySelector(".msg-text");
    if (text) text.hidden = false;
    item.querySelector(".msg-acts").focus();
  }
}

async function fetched(href) {
  const answer = await fetch(href, { credentials: "same-origin" }).catch(() => null);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

const editionOf = (page) => Number(page?.querySelector("main [name=based_on]").value ?? 0);

function button(type, kind, words, act) {
  const made = document.createElement("button");
  made.type = type;
  made.className = kind;
  made.textContent = words;
  if (act) made.addEventListener("click", act);
  return made;
}
