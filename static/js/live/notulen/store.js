// What this browser keeps of the document, by person and pertemuan: everything in it, and which of its pages have words
// that have not arrived yet. It survives a reload and a closed tab, and two tabs write in it at once: what is kept is
// always brought together with what is there. Where the browser keeps nothing, it lasts as long as the page.
const MARK = "notulen-menunggu"; // in localStorage: the pertemuan with words that have not arrived

const keyOf = (here) => `${here.me}:${here.id}`;
const place = ({ createStore }) => createStore("gugus-notulen", "dokumen");

export async function openStore(Y, doc, here) {
  const idb = await import(here.idb);
  const page = Math.random().toString(36).slice(2); // this one, among those that write in the store
  let store = null;
  let kept = null;
  try {
    store = place(idb);
    kept = await idb.get(keyOf(here), store);
  } catch {
    store = null;
  }
  if (kept) Y.applyUpdate(doc, kept.isi, "simpanan");
  const found = Object.entries(kept?.menunggu ?? {}); // what other pages had not sent then goes with ours
  let owes = found.length > 0;
  let count = 0;
  let writing = false;
  let again = false;

  async function keep() {
    if (!store) return;
    again = true;
    if (writing) return;
    writing = true;
    try {
      while (again) {
        again = false;
        count += 1;
        await idb.update(keyOf(here), brought, store);
      }
    } catch {
      store = null; // full, or closed to us
    }
    writing = false;
  }

  // In one transaction of the store. A page that owes is marked with how often it wrote: who has sent its words takes
  // the mark away only where nothing has come since.
  function brought(there) {
    const all = new Y.Doc(); // two updates merged as they are would keep every letter apart
    for (const each of [there?.isi, Y.encodeStateAsUpdate(doc)]) if (each) Y.applyUpdate(all, each);
    const menunggu = { ...there?.menunggu };
    delete menunggu[page];
    if (owes) menunggu[page] = count;
    else for (const [other, wrote] of found) if (menunggu[other] === wrote) delete menunggu[other];
    mark(here.id, Object.keys(menunggu).length > 0);
    return { isi: Y.encodeStateAsUpdate(all), menunggu };
  }

  return {
    found: Boolean(kept),
    keep,
    get keeps() {
      return Boolean(store);
    },
    get owes() {
      return owes;
    },
    set owes(now) {
      if (now === owes) return;
      owes = now;
      if (owes) mark(here.id, true);
      keep();
    },
    async forget() {
      owes = false;
      if (store) await forget(idb, here);
      store = null;
    },
  };
}

// What is kept, for a page that does not write; nothing where all of it has arrived.
export async function owed(idb, here) {
  if (!marked(here.id)) return null;
  const kept = await idb.get(keyOf(here), place(idb)).catch(() => null);
  return kept && Object.keys(kept.menunggu).length ? kept.isi : null;
}

export async function forget(idb, here) {
  mark(here.id, false);
  await idb.del(keyOf(here), place(idb)).catch(() => {});
}

export function marked(id) {
  try {
    return (localStorage[MARK] ?? "").split(" ").includes(id);
  } catch {
    return false;
  }
}

function mark(id, owes) {
  try {
    const others = (localStorage[MARK] ?? "").split(" ").filter((each) => each && each !== id);
    localStorage[MARK] = [...others, ...(owes ? [id] : [])].join(" ");
  } catch {
    // the page still asks the store when it is touched
  }
}
