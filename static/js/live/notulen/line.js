// The line to the server. After every interruption each side tells the other what it has, and is sent what it lacks: what
// was written here meanwhile goes up, what others wrote comes down. Whatever fails is mended in the same way.
import { MOST, parts } from "./parts.js";

const PATIENCE = 10_000; // for an answer
const GATHER = 300; // ms of typing that go up together
const AGAIN = 1500;
const BEING = 3000; // between two signs of writing
const GONE = new Set(["tidak_ditemukan", "belum_masuk"]);
const SHUT = new Set(["notulen_dibekukan", "paket_sudah_ditutup", "paket_sudah_dibatalkan", "pertemuan_sudah_dibatalkan", "tidak_berhak"]);
const PASSING = new Set(["terlalu_cepat", "sedang_sibuk", "galat", "perlu_disamakan"]);

export async function connect({ Y, doc, here, store, open, shown }) {
  const { io } = await import(here.socket);
  const socket = io("/notulen", {
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelayMax: 5000,
    query: { klien: Math.random().toString(36).slice(2) }, // where several processes serve: all of long polling to one
    autoConnect: false,
  });
  const arrivedUntil = new Map(); // by hand: how far the server has what it wrote
  let queue = []; // changes that have not been sent
  let known = 0; // number of the last change that was heard
  let document_; // its id
  let joined = false;
  let joining = false;
  let sending = false;
  let refused = ""; // what the server does not take, until it is changed
  let over = false;
  let shutNow = false; // nothing is taken
  let timer = 0;
  let beingAt = 0;
  let ready = false; // the fields show the document
  let arrived;
  const first = new Promise((done) => (arrived = done));

  doc.on("update", (update, origin) => {
    store.keep();
    if (origin !== "sini") return;
    store.owes = true;
    queue.push(update);
    if (refused) {
      refused = "";
      clearTimeout(timer);
      timer = setTimeout(join, AGAIN);
    } else {
      timer ||= setTimeout(flush, GATHER);
    }
    tell();
  });

  async function join() {
    timer = 0;
    if (joining || !socket.connected) return;
    joining = true;
    const answer = await ask("join", { vektor: Y.encodeStateVector(doc) });
    joining = false;
    if (!answer.ok) return failed(answer);
    document_ = answer.dokumen;
    known = Math.max(known, answer.n);
    open.take(new Uint8Array(answer.kurang));
    joined = true;
    shown.people(answer.orang);
    shut(answer.menulis ? "" : answer.keadaan);
    const vector = new Uint8Array(answer.vektor);
    has(Y.decodeStateVector(vector));
    queue = store.owes ? parts(Y, Y.encodeStateAsUpdate(doc, vector), vector) : [];
    arrived();
    tell();
    if (answer.menulis) flush();
  }

  async function flush() {
    timer = 0;
    if (sending || !joined || !queue.length) return;
    sending = true;
    const update = next();
    const answer = await ask("ubah", { perubahan: update });
    sending = false;
    if (!answer.ok) return failed(answer);
    has(Y.parseUpdateMeta(update).to);
    if (queue.length) return flush();
    store.owes = false;
    tell();
  }

  // As much of what waits as goes into one message.
  function next() {
    let count = 1;
    for (let size = queue[0].length; count < queue.length; count += 1) {
      size += queue[count].length;
      if (size > MOST) break;
    }
    const found = queue.splice(0, count);
    return count > 1 ? Y.mergeUpdates(found) : found[0];
  }

  function has(reached) {
    for (const [hand, until] of reached) arrivedUntil.set(hand, until);
  }

  function failed(answer) {
    if (GONE.has(answer.code)) return end(answer);
    if (SHUT.has(answer.code)) return shut(answer.code, answer.message);
    if (answer.code === "putus") return socket.connected && setTimeout(join, AGAIN);
    if (PASSING.has(answer.code)) return setTimeout(join, (answer.tunggu ?? 1) * 1000 + AGAIN * Math.random());
    refused = answer.message;
    tell();
  }

  // Nothing more is taken; what was written here stays here.
  function shut(why, message = "") {
    const closed = Boolean(why) && why !== "terbuka";
    if (closed !== shutNow) turnFields(closed);
    shutNow = closed;
    if (!closed) return;
    const words = message || (why === "dibekukan" ? "Notulen ini sudah dibekukan." : "Anda hanya dapat membaca notulen ini.");
    const all = store.owes ? `${words} Yang belum tersimpan tetap ada di perangkat ini.` : words;
    here.say(all, "putus", over ? "" : "Baca notulen");
  }

  function turnFields(closed) {
    for (const field of document.querySelectorAll(".minutes :is(textarea, input, select, button)")) {
      if (!closed && field.matches(".is-withdrawn :not(button)")) continue;
      if (field.matches("textarea, input")) field.readOnly = closed;
      else field.disabled = closed;
    }
  }

  async function end(answer) {
    over = true;
    joined = false;
    shut("putus", answer.message);
    socket.disconnect();
    if (answer.code === "tidak_ditemukan") await store.forget();
  }

  // Asks and always answers: `ok` or a refusal; code "putus" where nothing came back.
  async function ask(event, data) {
    try {
      return await socket.timeout(PATIENCE).emitWithAck(event, { pertemuan: here.id, ...data });
    } catch {
      return { ok: false, code: "putus", message: "Sambungan terputus." };
    }
  }

  function tell() {
    if (over || shutNow || !ready) return;
    if (refused) return here.say(`Belum tersimpan: ${refused}`, "putus");
    if (!joined) {
      const where = store.keeps ? "disimpan di perangkat ini dan menyusul sendiri" : "menyusul sendiri bila halaman ini tetap terbuka";
      return here.say(`Tanpa sambungan. Tulisan Anda ${where}.`);
    }
    here.say(store.owes ? "Tersambung. Menyimpan …" : "Tersambung. Semua tersimpan.", store.owes ? "menunggu" : "tersambung");
  }

  socket.on("perubahan", (said) => {
    if (said.dokumen !== document_) return;
    const update = new Uint8Array(said.perubahan);
    has(Y.parseUpdateMeta(update).to);
    open.take(update);
    if (said.n > known + 1) join();
    known = Math.max(known, said.n);
  });
  socket.on("orang", (said) => said.dokumen === document_ && shown.people(said));
  socket.on("menulis", (said) => said.dokumen === document_ && shown.being(said));
  socket.on("keadaan", (said) => {
    if (said.pertemuan !== here.id) return;
    if (said.keadaan === "terbuka") return join();
    shut("dibekukan", `Notulen ini baru saja dibekukan oleh ${said.oleh}.`);
  });
  socket.on("keluar", (said) => said.pertemuan === here.id && end(said));
  socket.on("connect", join);
  socket.on("disconnect", (reason) => {
    joined = false;
    if (!over && reason === "io server disconnect") socket.connect(); // it says why, if we are no longer signed in
    tell();
  });
  socket.on("connect_error", (fault) => {
    if (fault.data?.code === "sedang_sibuk") setTimeout(() => socket.connect(), AGAIN * (1 + Math.random()));
    else if (fault.data?.code) return end(fault.data);
    joined = false;
    tell();
    if (!ready && !store.found) here.say("Belum tersambung, dicoba lagi sendiri. Anda tetap dapat menulis di sini.");
  });
  addEventListener("online", () => over || socket.connected || socket.connect());

  return {
    first,
    open: () => socket.connect(),
    bound() {
      ready = true;
      if (shutNow) turnFields(true); // those that were drawn since
      tell();
    },
    // Whether the server has ever had something; what it never had may simply go.
    stored: ({ _item: { id } }) => id.clock < (arrivedUntil.get(id.client) ?? 0),
    being(place) {
      if (!joined || Date.now() - beingAt < BEING) return;
      beingAt = Date.now();
      ask("sedang", { bagian: place });
    },
  };
}
