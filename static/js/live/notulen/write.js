// Puts everything together: the document, what this browser keeps of it, the line, and the fields of the page.
import { bind } from "./binding.js";
import { gate } from "./gate.js";
import { keepTools } from "./tools.js";
import { connect } from "./line.js";
import { lines } from "./lines.js";
import { people } from "./people.js";
import { LISTS, rootOf } from "./shape.js";
import { openStore } from "./store.js";

const PATIENCE = 2500; // ms for the first answer, where this browser keeps a copy

export async function write(here) {
  const Y = await import(here.yjs);
  const doc = new Y.Doc();
  const store = await openStore(Y, doc, here);
  const open = gate((update) => Y.applyUpdate(doc, update, "garis"));
  const shown = people(here);
  const line = await connect({ Y, doc, here, store, open, shown });
  line.open();
  await (store.found ? Promise.race([line.first, rest(PATIENCE)]) : line.first);

  const areas = [...document.querySelectorAll("textarea[data-isi]")];
  for (const area of areas) {
    const name = rootOf(area.dataset.isi);
    bind({ doc, text: doc.getText(name), area, open, being: () => line.being(name) });
  }
  for (const kind of LISTS) lines({ Y, doc, kind, here, open, line });
  here.part("simpan-biasa").hidden = true;
  line.bound();
  keepTools(here).catch(() => {}); // without it the page needs a line, no more
}

const rest = (time) => new Promise((done) => setTimeout(done, navigator.onLine ? time : 0));
