// A page shown without a line: a copy says that it is one, and /luring lists what this browser keeps.
import { ask, size, when } from "./pekerja.js";

export default async function tersimpan() {
  const at = document.documentElement.dataset.luring;
  if (at) return sayCopy(at);
  if (location.pathname !== "/luring") {
    document.querySelector("h1").textContent = "Anda sedang luring";
    document.querySelector("[data-luring-why]").textContent =
      "Halaman yang Anda buka tidak tersimpan di perangkat ini. Coba lagi begitu ada internet; yang tersimpan ada di bawah.";
  }
  if (navigator.serviceWorker && (await navigator.serviceWorker.getRegistration())) list();
}

function sayCopy(at) {
  const line = document.createElement("div");
  line.className = "banner tone-wait";
  line.setAttribute("role", "status");
  // A redirect brought us here: the server has the form, only its page did not come any more.
  const sent = "terkirim" in document.documentElement.dataset ? "Yang baru Anda kirim sudah sampai. " : "";
  line.append(words("p", `${sent}Anda sedang luring. Ini salinan dari ${when(at)}; yang baru tampil begitu ada internet.`));
  document.querySelector("main").prepend(line);
}

async function list() {
  const place = document.querySelector("[data-luring-list]");
  const kept = await ask({ minta: "daftar" });
  if (!kept.length) return;
  const rows = document.createElement("ul");
  rows.className = "rows card";
  rows.append(...kept.map(row));
  place.replaceChildren(words("p", total(kept), "soft"), rows);
}

function row(each) {
  const item = document.createElement("li");
  const text = document.createElement("div");
  const side = document.createElement("div");
  const link = words("a", each.title || each.path, "row-link");
  const button = words("button", "Hapus", "btn btn-line btn-small");
  item.className = "row";
  text.className = "row-text";
  side.className = "row-side";
  link.href = each.path;
  button.type = "button";
  button.setAttribute("aria-label", `Hapus ${each.title}`);
  button.addEventListener("click", async () => {
    await ask({ minta: "hapus", path: each.path });
    if (item.parentElement.children.length === 1) location.reload();
    else item.remove();
  });
  text.append(link, words("p", `${size(each.bytes)}, ${when(each.at)}`, "soft small"));
  side.append(button);
  item.append(text, side);
  return item;
}

const total = (kept) => `${kept.length} halaman, ${size(kept.reduce((sum, each) => sum + each.bytes, 0))} di perangkat ini.`;

function words(tag, text, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}
