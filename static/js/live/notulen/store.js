// What this browser keeps of the document, by person and pertemuan: everything in it, and whether some of it has not
// arrived yet. It survives a reload and a closed tab. Where the browser keeps nothing, it lasts as long as the page.
const MARK = "notulen-menunggu"; // in localStorage: the pertemuan with words that have not arrived

export async function openStore(Y, doc, here) {
  const { createStore, del, get, set } = await import(here.idb);
  const key = `${here.me}:${here.id}`;
  let store = null;
  let kept = null;
  try {
    store = createStore("gugus-notulen", "dokumen");
    kept = await get(key, store);
  } catch {
    store = null;
  }
  if (kept) Y.applyUpdate(doc, kept.isi, "simpanan");
  let owes = kept?.menunggu ?? false;
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
        await set(key, { isi: Y.encodeStateAsUpdate(doc), menunggu: owes }, store);
      }
    } catch {
      store = null; // full, or closed to us
    }
    writing = false;
  }

  function mark() {
    try {
      const others = (localStorage[MARK] ?? "").split(" ").filter((each) => each && each !== here.id);
      localStorage[MARK] = [...others, ...(owes ? [here.id] : [])].join(" ");
    } catch {
      // the page still asks the store when it is touched
    }
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
      mark();
      keep();
    },
    async forget() {
      owes = false;
      mark();
      if (store) await del(key, store).catch(() => {});
      store = null;
    },
  };
}
