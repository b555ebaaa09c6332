// The line to the server: joins the room with the last number it has, again after every interruption, and says in words
// how it stands. WebSocket where it gets through, long polling where it does not.
import { part } from "./page.js";

const PATIENCE = 10_000; // for an answer
const AGAIN = 1500;

export async function connect({ source, room, stream, here, meter, anew }) {
  say("menyambung", "Menyambungkan …");
  const { io } = await import(source);
  const socket = io("/diskusi", {
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelayMax: 5000,
    query: { klien: Math.random().toString(36).slice(2) }, // where several processes serve: all of long polling to one
    autoConnect: false,
  });
  const listeners = new Set();
  let joining = false;
  let joined = false;
  let over = false; // the server has told us to go

  function say(state, words, link) {
    const line = part("sambungan");
    line.dataset.keadaan = state;
    if (line.textContent !== words) line.textContent = words;
    if (link && !line.querySelector("a")) line.append(" ", link);
  }

  function set(now) {
    joined = now;
    for (const each of listeners) each(now);
  }

  async function join() {
    if (joining || !socket.connected) return;
    joining = true;
    const { id } = socket;
    const answer = await ask("join", { sejak: stream.last, bentuk: "potongan" });
    const whole = !answer.hilang || (await anew().then(() => true, () => false));
    joining = false;
    if (socket.id !== id) return join(); // another line by now, which is in no room yet
    if (!answer.ok || !whole) return refused(answer);
    for (const entry of [...answer.pesan, ...answer.perubahan].sort((one, other) => one.n - other.n)) stream.take(entry);
    say("tersambung", "Tersambung");
    set(true);
  }

  function refused(answer) {
    if (answer.code === "tidak_ditemukan" || answer.code === "belum_masuk") return end(answer);
    setTimeout(join, (answer.tunggu ?? 1) * 1000 + AGAIN * Math.random());
  }

  function end(answer) {
    over = true;
    set(false);
    say("putus", answer.message, answer.code === "belum_masuk" ? signIn() : null);
    socket.disconnect();
  }

  // Asks and always answers: `ok` or a refusal; code "putus" where nothing came back.
  async function ask(event, data) {
    try {
      return await socket.timeout(PATIENCE).emitWithAck(event, { ruang: room.id, ...data });
    } catch {
      return { ok: false, code: "putus", message: "Sambungan terputus." };
    }
  }

  const hear = (entry) => entry.ruang === room.id && stream.take(entry) && join();
  socket.on("pesan", hear);
  socket.on("perubahan", hear);
  socket.on("orang", (people) => here.people(people));
  socket.on("mengetik", (who) => here.typing(who.oleh));
  socket.on("keluar", end);
  socket.on("connect", join);
  socket.on("disconnect", (reason) => {
    set(false);
    if (over) return;
    if (reason === "io server disconnect") socket.connect(); // it says why, if we are no longer signed in
    say("menyambung", "Sambungan terputus, disambungkan lagi sendiri. Pesan Anda disimpan di perangkat ini.");
  });
  socket.on("connect_error", (fault) => {
    if (fault.data?.code === "sedang_sibuk") setTimeout(() => socket.connect(), AGAIN * (1 + Math.random()));
    else if (fault.data?.code) return end(fault.data);
    say("menyambung", "Belum tersambung, dicoba lagi sendiri. Pesan Anda disimpan di perangkat ini.");
  });
  addEventListener("online", () => over || socket.connected || socket.connect());
  meter.listen(socket.io);

  return {
    ask,
    open: () => socket.connect(),
    get joined() {
      return joined;
    },
    whenJoined: (listener) => listeners.add(listener),
    on: (event, tell) => socket.on(event, (said) => said.ruang === room.id && tell(said)),
  };
}

function signIn() {
  const link = document.createElement("a");
  link.href = `/masuk?lanjut=${encodeURIComponent(location.pathname)}`;
  link.textContent = "Masuk lagi";
  return link;
}

// The numbers of a room: each event is shown once and in order, whatever way it came. Where one is missing, whoever holds
// the line asks for it.
export class Stream {
  constructor(last, show) {
    this.last = last;
    this.show = show;
    this.early = new Map();
  }

  // Takes one event; whether something before it is still missing.
  take(entry) {
    if (entry.n > this.last) this.early.set(entry.n, entry);
    this.go();
    return this.early.size > 0;
  }

  go() {
    while (this.early.has(this.last + 1)) {
      const next = this.early.get(this.last + 1);
      this.early.delete(next.n);
      this.last = next.n; // before it is shown: what fails to be shown is not shown for ever
      this.show(next);
    }
  }

  // The page was loaded anew and holds everything up to `last`.
  reset(last) {
    this.last = last;
    for (const n of [...this.early.keys()]) if (n <= last) this.early.delete(n);
    this.go();
  }
}
