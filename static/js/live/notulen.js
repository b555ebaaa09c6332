// The shared notulen. The page is a plain form; what writes together as one types is fetched when someone begins, and at
// once where this browser has it already or keeps words that have not arrived.
import { marked } from "./notulen/store.js";

const place = document.querySelector("[data-notulen]");
const { socket, yjs, idb } = document.querySelector("script[data-yjs]").dataset;
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const build = import.meta.url.match(/\/static\/([^/]+)\//)[1];
const WEIGHT = "±75 kB"; // all that is fetched, once for this version
const here = {
  id: place.dataset.notulen,
  me: place.dataset.guru,
  longest: Number(place.dataset.baris),
  socket,
  yjs,
  idb,
  build,
};
let begun = false;

// `reload`: what stands here has an end that only the page made anew shows.
function say(words, state = "menunggu", reload = "") {
  const line = part("sambungan");
  line.dataset.keadaan = state;
  if (line.firstChild?.data !== words) line.textContent = words;
  if (!reload || line.querySelector("a")) return;
  const link = document.createElement("a");
  link.href = location.pathname;
  link.textContent = reload;
  line.append(" ", link);
}

async function begin() {
  if (begun) return;
  begun = true;
  part("mulai").hidden = true;
  say("Memuat …");
  try {
    const { write } = await import("./notulen/write.js");
    await write({ ...here, say, part });
    remember();
  } catch (fault) {
    begun = false;
    part("mulai").hidden = false;
    say("Belum termuat. Anda tetap dapat menulis di sini lalu menekan Simpan.", "putus");
    if (!(fault instanceof TypeError)) throw fault; // a module that did not come is no fault of ours
  }
}

function remember() {
  try {
    localStorage["notulen-alat"] = build;
  } catch {
    // full, or closed to us: it is offered again next time
  }
}

function known() {
  try {
    return localStorage["notulen-alat"] === build || marked(here.id);
  } catch {
    return false;
  }
}

part("garis").hidden = false;
if (known()) begin();
else {
  say(`Ketuk satu bagian untuk menulis bersama; sekali memuat ${WEIGHT}.`);
  part("mulai").hidden = false;
  part("mulai").addEventListener("click", begin);
  place.addEventListener("focusin", (event) => event.target.matches("textarea, input, select") && begin());
}
