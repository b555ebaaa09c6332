// Who is here and who is writing: told by the server, kept nowhere.
import { part } from "./page.js";

const GONE = 6000; // a sign of writing holds so long

export function presence(room) {
  const writers = new Map();

  function say() {
    const names = [...writers.values()].map((each) => each.name);
    const line = part("mengetik");
    if (!line) return;
    if (!names.length) line.textContent = "";
    else line.textContent = names.length > 2 ? `${names.length} orang mengetik …` : `${names.join(" dan ")} mengetik …`;
  }

  function wrote(id) {
    clearTimeout(writers.get(id)?.timer);
    writers.delete(id);
    say();
  }

  return {
    wrote,
    typing(who) {
      clearTimeout(writers.get(who.id)?.timer);
      if (who.id !== room.me) writers.set(who.id, { name: who.nama.split(",")[0], timer: setTimeout(() => wrote(who.id), GONE) });
      say();
    },
    people({ jumlah, nama }) {
      const more = jumlah - nama.length;
      part("orang").textContent = `${jumlah} orang di ruang`;
      part("nama").textContent = nama.join(", ") + (more > 0 ? `, dan ${more} lainnya` : "");
    },
  };
}
