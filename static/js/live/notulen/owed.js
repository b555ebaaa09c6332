// On a notulen that is frozen or closed: what was written in this browser and did not arrive in time, to be copied.
import { forget, marked, owed } from "./store.js";
import { LISTS, rootOf } from "./shape.js";

const NAMES = { keputusan: "Keputusan", tindak: "Tindak lanjut" };
const place = document.querySelector("[data-belum]");
const here = { id: place.dataset.belum, me: place.dataset.guru };

async function show() {
  const [Y, idb] = await Promise.all([import(place.dataset.yjs), import(place.dataset.idb)]);
  const kept = await owed(idb, here);
  if (!kept) return;
  const answer = await fetch(place.dataset.vektor);
  if (!answer.ok) return;
  const arrived = Y.decodeStateVector(new Uint8Array(await answer.arrayBuffer()));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, kept);
  const pieces = [...texts(Y, doc)].map(([title, text]) => [title, missing(text, arrived)]).filter(([, words]) => words.trim());
  if (!pieces.length) return;
  place.querySelector("[data-part=belum]").replaceChildren(...pieces.map(field));
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    await forget(idb, here);
    place.hidden = true;
  });
}

function* texts(Y, doc) {
  for (const { key, title } of JSON.parse(place.dataset.bagian)) yield [title, doc.getText(rootOf(key))];
  for (const kind of LISTS) {
    for (const each of doc.getArray(kind).toArray()) if (each.get("teks") instanceof Y.Text) yield [NAMES[kind], each.get("teks")];
  }
}

// The words of a text that are beyond what the server has; those that stood apart, each on a line.
function missing(text, arrived) {
  const found = [];
  let joins = false;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted) continue;
    const { client, clock } = item.id;
    const from = Math.max((arrived.get(client) ?? 0) - clock, 0);
    const words = (item.content.str ?? "").slice(from);
    if (words && joins && !from) found[found.length - 1] += words;
    else if (words) found.push(words);
    joins = Boolean(words);
  }
  return found.join("\n");
}

function field([title, words], number) {
  const label = Object.assign(document.createElement("label"), { htmlFor: `belum-${number}`, textContent: title });
  const area = Object.assign(document.createElement("textarea"), { id: `belum-${number}`, className: "input", rows: 4, readOnly: true });
  const whole = Object.assign(document.createElement("div"), { className: "field" });
  area.value = words;
  whole.append(label, area);
  return whole;
}

if (marked(here.id)) show();
