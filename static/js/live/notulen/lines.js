// Decisions and tasks, drawn from the document: each a text of its own that several may write at once. What is taken back
// stays in sight and can be put in force again.
import { bind } from "./binding.js";
import { MOST_LINES, newName } from "./shape.js";

const NAMES = { keputusan: "Keputusan", tindak: "Tindak lanjut" };
const FULL = `Sudah penuh: paling banyak ${MOST_LINES} baris. Tarik dulu yang tidak perlu.`;

export function lines({ Y, doc, kind, here, open, line }) {
  const list = here.part(kind);
  const all = doc.getArray(kind);
  const items = new Map(); // by the key of a line: its element
  const form = document.querySelector(`form[data-tambah="${kind}"]`);
  list.replaceChildren();

  function draw() {
    const found = all.toArray().filter((each) => each instanceof Y.Map && each.get("teks") instanceof Y.Text);
    const keys = new Set(found.map((each) => each.get("id")));
    for (const [key, item] of items) if (!keys.has(key)) (item.remove(), items.delete(key));
    found.forEach((map, number) => {
      const key = map.get("id");
      if (!items.has(key)) items.set(key, make(map));
      const item = items.get(key);
      if (list.children[number] !== item) list.insertBefore(item, list.children[number] ?? null);
      fill(item, map, number + 1);
    });
  }

  function make(map) {
    const item = document.createElement("li");
    const area = document.createElement("textarea");
    const note = document.createElement("p");
    const foot = document.createElement("div");
    const back = document.createElement("button");
    const place = `${kind}:${map.get("id")}`;
    item.className = "minutes-item";
    Object.assign(area, { className: "input", rows: 1, maxLength: here.longest });
    note.className = "minutes-being soft small";
    note.dataset.di = place;
    foot.className = "minutes-item-foot";
    if (kind === "tindak") foot.append(...taskFields(map, () => line.being(place)));
    Object.assign(back, { type: "button", className: "btn btn-quiet btn-small" });
    back.addEventListener("click", () => turn(map));
    foot.append(back);
    item.append(area, note, foot);
    bind({ doc, text: map.get("teks"), area, open, being: () => line.being(place) });
    return item;
  }

  // Taken back, or put in force again. What nobody else has seen simply goes: where it was refused, all else waits for it.
  function turn(map) {
    if (map.get("ditarik") && isFull()) return complain(form.querySelector('[name$="-text"]'), FULL);
    doc.transact(() => {
      if (line.stored(map)) map.set("ditarik", !map.get("ditarik"));
      else all.delete(all.toArray().indexOf(map), 1);
    }, "sini");
  }

  const isFull = () => all.toArray().filter((each) => !each.get("ditarik")).length >= MOST_LINES;

  function taskFields(map, being) {
    const who = document.createElement("select");
    who.append(...[...form.querySelector("select").options].map((each) => each.cloneNode(true)));
    const name = Object.assign(document.createElement("input"), { type: "text", maxLength: 120, placeholder: "Nama lain" });
    const until = Object.assign(document.createElement("input"), { type: "date" });
    const fields = { guru: who, siapa: name, sampai: until };
    for (const [key, field] of Object.entries(fields)) {
      field.className = "input";
      field.dataset.isian = key;
      field.addEventListener("change", () => {
        doc.transact(() => map.set(key, field.value.trim()), "sini");
        being();
      });
    }
    return Object.values(fields);
  }

  const labels = { guru: "oleh", siapa: "nama lain", sampai: "paling lambat" };
  function fill(item, map, number) {
    const gone = Boolean(map.get("ditarik"));
    const name = `${NAMES[kind]} ${number}`;
    item.classList.toggle("is-withdrawn", gone);
    const area = item.querySelector("textarea");
    area.setAttribute("aria-label", gone ? `${name}, ditarik` : name);
    area.readOnly = gone;
    const back = item.querySelector("button");
    back.textContent = gone ? "Kembalikan" : "Tarik";
    back.setAttribute("aria-label", `${back.textContent} ${name.toLowerCase()}`);
    for (const field of item.querySelectorAll("[data-isian]")) {
      const key = field.dataset.isian;
      field.setAttribute("aria-label", `${name}: ${labels[key]}`);
      if (document.activeElement !== field) field.value = map.get(key) ?? "";
      field.disabled = gone;
      if (key === "siapa") field.hidden = Boolean(map.get("guru"));
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const value = (name) => form.querySelector(`[name$="-${name}"]`)?.value.trim() ?? "";
    const field = form.querySelector('[name$="-text"]');
    if (!value("text")) return complain(field, kind === "keputusan" ? "Tulis keputusannya." : "Tulis apa yang akan dikerjakan.");
    if (kind === "tindak" && !value("guru_id") && !value("who")) return complain(form.querySelector("select"), "Pilih atau tulis siapa yang mengerjakan.");
    if (isFull()) return complain(field, FULL);
    const map = new Y.Map();
    const guru = value("guru_id");
    doc.transact(() => {
      map.set("id", newName());
      map.set("teks", new Y.Text(value("text")));
      if (kind === "tindak") {
        map.set("guru", guru);
        map.set("siapa", guru ? "" : value("who"));
        map.set("sampai", value("until_on"));
      }
      all.push([map]);
    }, "sini");
    form.reset();
    form.querySelector(".error")?.remove();
    field.focus();
  });

  function complain(field, words) {
    const said = form.querySelector(".error") ?? document.createElement("p");
    said.className = "error";
    said.setAttribute("role", "alert");
    said.textContent = words;
    field.closest(".field").append(said);
    field.focus();
  }

  all.observeDeep((events) => events.some((each) => !(each instanceof Y.YTextEvent)) && draw());
  draw();
}
