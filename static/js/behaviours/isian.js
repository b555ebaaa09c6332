// An observation that is written on a phone: every field is kept here as it is written, sent when there is a line, and
// says which. Stands on the form of a phase, and on the overview, where it fetches the phases for the time without a line.
import * as answers from "../offline/answers.js";
import { small } from "../offline/photo.js";
import { ask } from "./pekerja.js";

const MARKS = { ponsel: "tersimpan di ponsel", terkirim: "terkirim" };

export default async function isian(element) {
  const here = { guru: element.dataset.guru, observation: element.dataset.observasi, gugus: element.dataset.gugus };
  const madeAt = Date.parse(element.dataset.dibuat);
  const line = document.querySelector("[data-isian-state]");
  const form = element.matches("form") ? element : null;

  if (!(await answers.canKeep())) return form && asAnyForm(form);
  const written = form ? listen(form, here) : null;
  answers.news.addEventListener("change", () => sayState(line));
  answers.news.addEventListener("change", () => form && sayMarks(form, here));
  if (form) await restore(form, here, madeAt, written);
  await answers.begin(here.guru, form?.elements.csrf_token.value);
  guardClosing(line);
  prepare(element.dataset.fase?.trim().split(/\s+/) ?? []);
}

// Where nothing can be kept the form is sent as a whole, as without scripts; its photos go ahead of it, in pieces.
async function asAnyForm(form) {
  const { default: unggah } = await import("./unggah.js");
  for (const input of form.querySelectorAll("input[type=file]")) unggah(input);
}

// Keeps what is written from now on, and what was before; the names of the fields that were written.
function listen(form, here) {
  const written = new Set();
  form.autocomplete = "off"; // what was written is kept here; a browser's own memory would bring back what is older
  form.addEventListener("input", (event) => write(event.target));
  form.addEventListener("change", (event) => (event.target.type === "file" ? photograph(event.target) : write(event.target)));
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "pakai") return; // which of two to take: the server decides, with a line
    event.preventDefault();
    answers.send();
  });
  for (const control of writtenEarly(form)) write(control);
  return written;

  function write(control) {
    const part = control.closest("[data-isian]");
    if (!part) return;
    written.add(part.dataset.isian);
    answers.keep({ ...here, field: part.dataset.isian, value: control.value, base: part.dataset.asal });
  }

  async function photograph(input) {
    const place = input.closest("[data-foto]");
    const files = [...input.files];
    input.value = ""; // they are ours now: a form that is sent by hand does not send them again
    for (const file of files) {
      const record = await answers.keepPhoto({ ...here, field: place.dataset.foto, blob: await small(file) });
      showPhoto(place, record);
    }
  }
}

// What was written on a slow line before this script had come: nothing heard it, and it is the newest there is.
function writtenEarly(form) {
  const found = [];
  for (const part of form.querySelectorAll("[data-isian]")) {
    const radio = [...part.querySelectorAll("input[type=radio]")].find((each) => each.checked && !each.defaultChecked);
    const control = radio ?? part.querySelector("textarea, input[type=date]");
    if (control && (radio || control.value !== control.defaultValue)) found.push(control);
  }
  return found;
}

// What this phone kept wins over a page that is older; a page that is newer than what was sent wins over the phone.
async function restore(form, here, madeAt, written) {
  for (const record of await answers.recordsOf(here.guru, here.observation)) {
    if (!record.blob && written.has(record.field)) continue; // written meanwhile
    if (record.state === "terkirim" && Date.parse(record.at) <= madeAt) await answers.forget(record);
    else if (record.blob) showPhoto(form.querySelector(`[data-foto="${record.field}"]`), record);
    else fill(form.querySelector(`[data-isian="${record.field}"]`), record.value);
  }
}

function fill(part, value) {
  if (!part) return;
  const radios = [...part.querySelectorAll("input[type=radio]")];
  for (const radio of radios) radio.checked = radio.value === value;
  const control = part.querySelector("textarea, input[type=date]");
  if (control) control.value = value;
}

async function sayMarks(form, here) {
  for (const record of await answers.recordsOf(here.guru, here.observation)) {
    const place = record.blob
      ? form.querySelector(`[data-foto-kiriman="${record.clientId}"]`)
      : form.querySelector(`[data-isian="${record.field}"]`);
    const mark = place?.querySelector("[data-isian-mark]");
    if (!mark) continue;
    mark.hidden = false;
    mark.dataset.state = record.state;
    mark.textContent = onItsWay(record) ?? MARKS[record.state] ?? `belum diterima: ${record.message}`;
  }
}

function onItsWay({ clientId }) {
  const { photo, part } = answers.state;
  return photo === clientId && part ? `mengirim, ${part} %` : null;
}

function sayState(line) {
  if (!line) return;
  const { waiting, problem, message, sending } = answers.state;
  if (line.hidden && !waiting) return; // nothing was written here: nothing to say
  line.hidden = false;
  line.dataset.state = waiting ? "ponsel" : "terkirim";
  const said = waiting ? `Belum terkirim (${waiting}). ${why(problem, sending, message)}` : "Semua terkirim.";
  if (line.firstChild?.textContent !== said) line.replaceChildren(said); // said once, not with every letter
  if (waiting && problem === "masuk" && !line.querySelector("a")) line.append(signIn());
}

function why(problem, sending) {
  if (problem === "masuk") return "Tersimpan di ponsel. ";
  if (problem === "akun") return "Ditulis dengan akun lain di ponsel ini; masuk dengan akun itu untuk mengirim.";
  if (problem === "server") return "Tersimpan di ponsel; dicoba lagi sebentar.";
  if (problem === "luring" || !navigator.onLine) return "Tersimpan di ponsel; dikirim begitu ada sambungan.";
  return sending ? "Mengirim…" : "Tersimpan di ponsel.";
}

function signIn() {
  const link = document.createElement("a");
  link.href = `/masuk?lanjut=${encodeURIComponent(location.pathname)}`;
  link.textContent = "Masuk lagi untuk mengirim";
  return link;
}

function showPhoto(place, record) {
  const list = place?.querySelector(".isian-photos");
  if (!list || list.querySelector(`[data-foto-kiriman="${record.clientId}"]`)) return;
  const item = document.createElement("li");
  const image = document.createElement("img");
  const mark = document.createElement("span");
  const remove = document.createElement("button");
  item.dataset.fotoKiriman = record.clientId;
  image.src = URL.createObjectURL(record.blob);
  image.alt = "Foto catatan di ponsel ini";
  mark.className = "isian-mark small";
  mark.dataset.isianMark = "";
  mark.dataset.state = record.state;
  mark.textContent = MARKS[record.state] ?? "";
  remove.type = "button";
  remove.className = "btn btn-quiet btn-small";
  remove.textContent = "Hapus dari ponsel";
  remove.addEventListener("click", async () => {
    await answers.forget(record);
    item.remove();
  });
  item.append(image, mark, remove);
  list.append(item);
}

// A sheet is closed only when nothing of it waits on this phone.
function guardClosing(line) {
  document.addEventListener(
    "submit",
    async (event) => {
      if (!event.target.action?.endsWith("/tutup") || !answers.state.waiting) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      await answers.send();
      if (!answers.state.waiting) event.target.requestSubmit();
      else line?.scrollIntoView({ block: "center" });
    },
    true,
  );
}

async function prepare(paths) {
  if (!paths[0] || !navigator.serviceWorker || !navigator.onLine || "luring" in document.documentElement.dataset) return;
  for (const path of [location.pathname, ...paths]) await ask({ minta: "siapkan", path }).catch(() => {});
}
