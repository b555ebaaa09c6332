// Where one writes: what is typed survives a reload, Enter sends (Shift+Enter begins a line) where there is a keyboard,
// and a message with files goes by the form while the page stays.
import { enhance } from "../../app.js";
import { newName } from "./outbox.js";
import { part } from "./page.js";

const TYPING = 4000; // between two signs of writing

export function composer({ line, box, sender }) {
  const form = document.getElementById("kirim");
  if (!form) return null;
  const area = form.elements.text;
  const files = part("berkas");
  const emptyFiles = files.innerHTML.replace('data-behaviour=""', 'data-behaviour="unggah"');
  const keys = matchMedia("(hover: hover) and (pointer: fine)");
  let typedAt = 0;

  const keep = () => box.keepDraft({ teks: area.value, balas: form.elements.balas.value, dibalas: part("dibalas").textContent });

  async function restore() {
    const draft = await box.draft();
    if (!draft || area.value || form.elements.balas.value) return;
    area.value = draft.teks;
    if (draft.balas) quote(draft.balas, draft.dibalas);
  }

  function quote(id, words) {
    form.elements.balas.value = id;
    part("dibalas").textContent = words;
    part("balasan").hidden = !id;
  }

  function answer(message) {
    quote(message.id, `Membalas ${message.name}: ${message.words}`);
    area.focus();
    keep();
  }

  function clear() {
    area.value = "";
    quote("", "");
    form.elements.klien_id.value = newName();
    part("galat")?.remove();
    keep();
  }

  async function sendWithFiles() {
    const send = form.querySelector(".composer-send");
    send.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const said = await answer.json().catch(() => ({}));
      if (!answer.ok) return complain(said.detail ?? "Pesan ini belum terkirim. Coba lagi.");
      clear();
      files.closest("details").open = false;
      freshFiles();
    } catch {
      complain("Belum terkirim: sambungan terputus. Tulisan dan berkas Anda tetap di sini; kirim lagi begitu tersambung.");
    } finally {
      send.disabled = false;
    }
  }

  // Sending in pieces is fetched where somebody has a file to send.
  function freshFiles() {
    files.innerHTML = emptyFiles;
    enhance(files);
  }

  // Offering names is fetched where somebody begins to write; without a line, when they come back to it.
  function names() {
    const again = () => area.addEventListener("focus", names, { once: true });
    import("../../behaviours/sebut.js").then((module) => module.default(area)).catch(again);
  }

  function complain(words) {
    const line = part("galat") ?? document.createElement("p");
    line.dataset.part = "galat";
    line.className = "error";
    line.setAttribute("role", "alert");
    line.textContent = words;
    form.querySelector(".composer-in").before(line);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = form.querySelector("[name='files-unggahan']") || form.querySelector("input[type=file]").files.length;
    if (chosen) return sendWithFiles();
    const teks = area.value.trim();
    area.focus();
    if (!teks) return;
    sender.add({ teks, balas: form.elements.balas.value });
    clear();
  });

  area.addEventListener("input", () => {
    keep(); // at once: the tab may be closed with the next letter
    if (!line.joined || Date.now() - typedAt < TYPING || !area.value.trim()) return;
    typedAt = Date.now();
    line.ask("typing", {});
  });

  area.addEventListener("keydown", (event) => {
    const chooses = area.hasAttribute("aria-activedescendant"); // a name is being chosen
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || chooses || !keys.matches) return;
    event.preventDefault();
    form.requestSubmit();
  });

  part("jangan").addEventListener("click", (event) => {
    event.preventDefault();
    quote("", "");
    keep();
    area.focus();
  });

  files.closest("details").addEventListener("toggle", freshFiles, { once: true });
  area.addEventListener("focus", names, { once: true });
  if (document.activeElement === area) names();
  restore();
  return { answer };
}
