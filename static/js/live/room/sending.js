// Sends what waits in the outbox, one after the other in the order it was written, and shows how each stands: mengirim,
// menunggu sambungan, gagal. The same name goes with each try, so that a message sent twice is one message.
import { newName } from "./outbox.js";

const WORDS = {
  mengirim: "↻ Mengirim …",
  menunggu: "◷ Menunggu sambungan. Tersimpan di perangkat ini.",
  giliran: "◷ Menunggu jeda mode lambat, lalu dikirim sendiri.",
  terkirim: "✓ Terkirim",
};
export const PASSING = new Set(["terlalu_cepat", "sedang_sibuk", "galat", "mode_lambat"]); // tried again by itself
export const AGAIN = 2; // seconds

export function sending({ room, line, box, list, log, stream }) {
  const waiting = new Map(); // by the name of the message
  let busy = false;
  let due = false; // something was written while another was on its way

  async function restore() {
    for (const item of await box.items()) show(item);
    flush();
  }

  async function add(words) {
    const item = { klien_id: newName(), at: Date.now(), state: "menunggu", ...words };
    show(item);
    log.toEnd();
    await box.keep(item);
    flush();
  }

  async function flush() {
    due = true;
    if (busy) return;
    busy = true;
    try {
      while (due) {
        due = false;
        await sendAll();
      }
    } finally {
      busy = false;
    }
  }

  async function sendAll() {
    for (const { item } of [...waiting.values()]) {
      const settled = item.state === "gagal" || item.state === "terkirim";
      if (!settled && !(await send(item))) return;
    }
  }

  // Whether the next one may follow.
  async function send(item) {
    if (!line.joined) return mark(item, "menunggu"), false;
    mark(item, "mengirim");
    const answer = await line.ask("send", { klien_id: item.klien_id, teks: item.teks, balas: item.balas || null });
    if (answer.ok) {
      if (answer.n <= stream.last) forget(item); // the page has it: only the answer was lost
      else if (waiting.has(item.klien_id)) mark(Object.assign(item, { n: answer.n }), "terkirim"); // until it arrives among the others
      box.drop(item.klien_id);
      return true;
    }
    if (answer.code === "putus") {
      if (line.joined) setTimeout(flush, AGAIN * 1000); // the line holds, the answer did not come
      return mark(item, "menunggu"), false;
    }
    if (PASSING.has(answer.code)) {
      setTimeout(flush, (answer.tunggu ?? AGAIN) * 1000);
      return mark(item, answer.code === "mode_lambat" ? "giliran" : "menunggu"), false;
    }
    mark(item, "gagal", answer.message);
    box.keep(item);
    return true;
  }

  // Whether an event of the room is one of ours that waited.
  function arrived(entry) {
    const found = waiting.get(entry.klien_id);
    if (!found || entry.oleh !== room.me) return false;
    forget(found.item);
    return true;
  }

  // The page was loaded anew, and what had been sent came with it.
  function seen() {
    for (const { item } of [...waiting.values()]) if (item.n <= stream.last) forget(item);
  }

  function forget(item) {
    waiting.get(item.klien_id)?.element.remove();
    waiting.delete(item.klien_id);
    list.hidden = !waiting.size;
    box.drop(item.klien_id);
  }

  function show(item) {
    const element = document.createElement("li");
    const body = document.createElement("div");
    const words = document.createElement("p");
    const state = document.createElement("p");
    element.className = "msg is-mine is-waiting";
    body.className = "msg-body";
    words.className = "msg-plain";
    words.textContent = item.teks;
    state.className = "msg-state";
    state.setAttribute("role", "status");
    body.append(words, state);
    element.append(body);
    list.append(element);
    list.hidden = false;
    waiting.set(item.klien_id, { item, element, state });
    mark(item, item.state === "gagal" ? "gagal" : "menunggu", item.why);
  }

  function mark(item, state, why = "") {
    const found = waiting.get(item.klien_id);
    Object.assign(item, { state, why });
    if (!found || (found.state.dataset.state === state && state !== "gagal")) return;
    found.state.dataset.state = state;
    found.state.textContent = WORDS[state] ?? `✕ Gagal. ${why}`;
    if (state === "gagal") found.state.append(" ", choice("Coba lagi", () => again(item)), " ", choice("Buang", () => forget(item)));
  }

  function again(item) {
    mark(item, "menunggu");
    flush();
  }

  line.whenJoined((now) => (now ? flush() : [...waiting.values()].forEach(({ item }) => item.state === "mengirim" && mark(item, "menunggu"))));
  restore();
  return { add, arrived, seen };
}

function choice(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-small";
  button.textContent = words;
  button.addEventListener("click", act);
  return button;
}
