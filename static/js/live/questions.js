// Questions beside the talk, once they are unfolded: asked and supported over the line. The list is the same for everyone;
// what this person supports is marked here. Without this script the buttons post forms.
import { newName } from "./room/outbox.js";
import { complain, redraw } from "./room/page.js";

let begun = false;

export default function questions(list, here) {
  if (begun) return;
  begun = true;
  begin(list.closest(".asking"), here);
}

function begin(panel, { line, room }) {
  const place = panel.querySelector("[data-bagian]");
  const form = panel.querySelector(".ask");
  let unfolded = true;
  const mine = new Set(panel.dataset.dukungan.split(" "));
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const idOf = (button) => button.closest("[data-id]").dataset.id;

  function dress() {
    for (const each of place.querySelectorAll("[data-dukung]")) each.setAttribute("aria-pressed", String(mine.has(idOf(each))));
  }

  function show(html) {
    const made = document.createElement("template");
    made.innerHTML = html.trim();
    const now = Number(place.firstElementChild?.dataset.ke ?? 0);
    if (Number(made.content.firstElementChild?.dataset.ke) >= now) redraw("tanya", html);
  }

  place.addEventListener("sebelum-bagian", () => (unfolded = place.querySelector("details").open));
  place.addEventListener("bagian", () => {
    place.querySelector("details").open = unfolded;
    dress();
  });
  line.on("hitungan", (said) => said.jenis === "tanya" && show(said.potongan));

  place.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-dukung], [data-jawab]");
    if (!button || !line.joined) return; // the form does it
    event.preventDefault();
    const pertanyaan = idOf(button);
    const replied = "jawab" in button.dataset;
    const answer = replied
      ? await line.ask("question", { pertanyaan, tindakan: "jawab" })
      : await line.ask("support", { pertanyaan, ada: !pressed(button) });
    if (!answer.ok) return complain(answer.message);
    if (!replied) mine[answer.ada ? "add" : "delete"](pertanyaan);
    dress();
  });

  form?.addEventListener("submit", async (event) => {
    if (!line.joined) return; // the form does it
    event.preventDefault();
    const nameless = form.elements.nameless;
    const said = { teks: form.elements.text.value, tanpa_nama: Boolean(nameless?.checked), klien_id: form.elements.kunci.value };
    const answer = await line.ask("ask", said);
    const galat = form.querySelector("[data-galat]");
    galat.hidden = answer.ok;
    galat.textContent = answer.ok ? "" : answer.code === "putus" ? "Sambungan terputus. Pertanyaan Anda tetap di sini; kirim lagi." : answer.message;
    for (const button of form.querySelectorAll("button")) button.disabled = false;
    if (!answer.ok) return;
    form.elements.text.value = "";
    if (nameless) nameless.checked = false;
    form.elements.kunci.value = newName();
  });

  let before = line.joined;
  line.whenJoined(async (now) => {
    if (now && before) {
      const answer = await fetch(`${room.path}/tanya?potongan=1`).catch(() => ({})); // the sums have no numbers: what was missed is fetched
      if (answer.ok) show(await answer.text());
    }
    before ||= now;
  });
  dress();
}
