// What was written here and has not arrived, and what is being written: kept in this browser by person and room. Where
// the browser keeps nothing, they last as long as the page.
import { createStore, del, entries, get, set } from "../../../vendor/idb-keyval.js";

export async function openBox(room) {
  const whose = `${room.me}:${room.id}`;
  const waiting = `kirim:${whose}:`;
  const draft = `draf:${whose}`;
  let store;
  const memory = new Map();

  try {
    store = createStore("gugus-diskusi", "kiriman");
    await get(draft, store);
  } catch {
    store = null;
  }
  const keep = (key, value) => (store ? set(key, value, store).catch(() => memory.set(key, value)) : memory.set(key, value));
  const drop = (key) => (memory.delete(key), store ? del(key, store).catch(() => {}) : null);
  const all = async () => [...(store ? await entries(store).catch(() => []) : []), ...memory];

  return {
    async items() {
      const found = (await all()).filter(([key]) => key.startsWith(waiting)).map(([, item]) => item);
      return found.sort((one, other) => one.at - other.at);
    },
    keep: (item) => keep(waiting + item.klien_id, item),
    drop: (klienId) => drop(waiting + klienId),
    draft: async () => (store ? await get(draft, store).catch(() => null) : memory.get(draft)) ?? null,
    keepDraft: (words) => (words.teks || words.balas ? keep(draft, words) : drop(draft)),
  };
}

// A name for one message. randomUUID is missing where a school's address has no HTTPS.
export function newName() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((each) => each.toString(16).padStart(2, "0")).join("");
}
