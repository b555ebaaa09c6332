// What is written into an observation: kept on this phone (IndexedDB) the moment it is written, and sent when there is a
// line. A record leaves only when a page of the server shows what it held. Each belongs to the person who wrote it.
import { createStore, get, promisifyRequest, set, update, values } from "../../vendor/idb-keyval.js";
import { inPieces } from "./pieces.js";

const KEPT = createStore("gugus-observasi", "isian");
const FLAG = "isian-menunggu"; // in localStorage: how many wait, for pages that know nothing of observations
const FIRST_PAUSE = 2000; // ms before the first new try, doubled each time
const LAST_PAUSE = 60_000;
const AFTER_TYPING = 700;
const MOST_SEEN = 40;

// Hears "change" whenever a record or the state of the line changes.
export const news = new EventTarget();
export const state = { waiting: 0, problem: "", message: "", sending: false, photo: "", part: 0 };

let who = null; // { guru, token }: who is signed in on this page
let running = null;
let wanted = false; // asked for while a try was under way: what it came for may have been missed by that one
let timer = null;
let pause = FIRST_PAUSE;

// Whether this browser keeps anything: one in a private window may not.
export const canKeep = () => values(KEPT).then(() => true, () => false);

// Begin to send what `guru` wrote, now and whenever there may be a line again.
export async function begin(guru, token) {
  who = { guru, token };
  for (const record of await kept()) {
    if (record.state === "ditolak") await change(record, (now) => ({ ...now, state: "ponsel" })); // once more, now that we are back
  }
  addEventListener("online", lineIsBack);
  addEventListener("pageshow", () => soon(0));
  document.addEventListener("visibilitychange", () => document.hidden || soon(0));
  await count();
  soon(0);
}

// The first try on a new line may still fail; the next comes soon, however long the line was away.
function lineIsBack() {
  pause = FIRST_PAUSE;
  soon(0);
}

// For a page without an observation: whose phone it is now is asked first.
export async function sendFromAnyPage() {
  if (who || document.querySelector("[data-behaviour~=isian]")) return;
  try {
    const { guru, token } = await askKey();
    await begin(guru, token);
  } catch {
    // No line, or nobody signed in: it waits for the next page.
  }
}

export async function recordsOf(guru, observation) {
  return (await kept()).filter((each) => each.guru === guru && each.observation === observation);
}

// Keep what a field holds now. `base`: the name of the answer that the page showed.
export async function keep({ guru, observation, field, value, base }) {
  await update(
    keyOf({ guru, observation, field }),
    (before) => ({
      guru,
      observation,
      field,
      value,
      clientId: newName(),
      seen: [...(before?.seen ?? [base]), ...(before?.tried ?? [])].filter(Boolean).slice(-MOST_SEEN),
      tried: [],
      writtenAt: new Date().toISOString(),
      state: "ponsel",
    }),
    KEPT,
  );
  await count();
  soon(AFTER_TYPING);
}

// Keep a photo; its record is also its place in the list.
export async function keepPhoto({ guru, observation, gugus, field, blob }) {
  const made = { clientId: newName(), writtenAt: new Date().toISOString(), state: "ponsel" };
  const record = { guru, observation, gugus, field, blob, ...made };
  await set(keyOf(record), record, KEPT);
  await count();
  soon(0);
  return record;
}

// What was written over it since stays.
export async function forget(record) {
  await change(record, () => null);
  await count();
}

// Send everything now; resolves when nothing more can be done for the moment.
export function send() {
  clearTimeout(timer);
  wanted = true;
  running ??= sendWhileWanted().finally(() => (running = null));
  return running;
}

async function sendWhileWanted() {
  while (wanted) {
    wanted = false;
    await alone(sendAll);
  }
}

function soon(delay) {
  clearTimeout(timer);
  timer = setTimeout(send, delay);
}

// One page at a time, where the browser can say so; sent twice it would be kept once all the same.
const alone = (work) => (navigator.locks ? navigator.locks.request("gugus-isian", work) : work());

async function sendAll() {
  if (!who) return;
  state.sending = true;
  try {
    for (let record = await next(); record; record = await next()) {
      tell();
      await sendOne(record);
      pause = FIRST_PAUSE;
      await count();
    }
    state.problem = "";
  } catch (fault) {
    if (!(fault instanceof Halt)) throw fault;
    state.problem = fault.problem;
    state.message = fault.message;
    if (fault.again) {
      soon(pause);
      pause = Math.min(2 * pause, LAST_PAUSE);
    }
  } finally {
    state.sending = false;
    await count();
  }
}

async function next() {
  const mine = (await kept()).filter((each) => each.guru === who.guru && each.state === "ponsel");
  return mine.sort((one, other) => (one.writtenAt < other.writtenAt ? -1 : 1))[0];
}

async function sendOne(record) {
  if (!record.blob) await change(record, (now) => ({ ...now, tried: [...(now.tried ?? []), record.clientId] }));
  const response = await post(record);
  if (!response) return; // removed by its writer while it was on its way
  const said = await response.json().catch(() => ({}));
  if (response.ok && !said.client_id) throw new Halt("server", true); // a page of somebody else's, as of a Wi-Fi that wants a name
  if (!response.ok) {
    const message = refusalOf(response.status, said);
    return change(record, (now) => ({ ...now, state: "ditolak", message }));
  }
  const { client_id, at, file } = said;
  const sent = (now) => ({ ...now, state: "terkirim", seen: [record.clientId, client_id], tried: [], at, file });
  await change(record, sent, (now) => ({ ...now, seen: [...now.seen, client_id] }));
}

function post(record) {
  const path = `/observasi/${record.observation}/${record.blob ? "foto" : "isian"}`;
  const common = { client_id: record.clientId, field: record.field, written_at: record.writtenAt, guru: record.guru };
  if (!record.blob) {
    const body = JSON.stringify({ ...common, value: record.value, seen: record.seen });
    return ask(path, body, { "Content-Type": "application/json" });
  }
  return postPhoto(record, path, common);
}

// First the bytes, in pieces; then what they are for.
async function postPhoto(record, path, common, again = false) {
  const form = new FormData();
  for (const [name, value] of Object.entries(common)) form.append(name, value);
  const sent = await photoSent(record);
  if (sent?.refused) return sent.refused;
  if (!(await get(keyOf(record), KEPT))) return null;
  if (sent) form.append("unggahan", sent.id);
  else form.append("foto", record.blob, record.blob.name || "foto.jpg");
  const response = await ask(path, form, {});
  if (response.status !== 404 || !sent || again) return response;
  await began(record, null); // the server has thrown the pieces away meanwhile
  return postPhoto({ ...record, url: null }, path, common, true);
}

async function photoSent(record, renewed = false) {
  if (!who.token) who = await ownKey();
  state.photo = record.clientId;
  try {
    const id = await inPieces(record.blob, {
      url: record.url,
      gugus: record.gugus,
      token: who.token,
      began: (url) => began(record, url),
      moved: (part) => (state.part === (state.part = Math.round(100 * part)) ? null : tell()),
    });
    return id && { id };
  } catch ({ status, sentence }) {
    if (status === 401) throw new Halt("masuk");
    if (status === 400 && !renewed) {
      who = await ownKey();
      return photoSent(record, true);
    }
    if (status >= 401 && status < 500 && status !== 409 && status !== 429) return { refused: new Response(JSON.stringify({ detail: sentence }), { status }) };
    throw new Halt(status ? "server" : "luring", true);
  } finally {
    state.photo = "";
    state.part = 0;
  }
}

const began = (record, url) => change(record, (now) => ({ ...now, url }));

// A POST with the token; one that has grown old is asked for anew, once.
async function ask(path, body, headers, renewed = false) {
  if (!who.token) who = await ownKey();
  const all = { ...headers, Accept: "application/json", "X-CSRFToken": who.token };
  const response = await reach(path, { method: "POST", body, headers: all });
  if (response.status === 401) throw new Halt("masuk");
  if (response.status === 400 && !renewed) {
    who = await ownKey();
    return ask(path, body, headers, true);
  }
  if (response.status === 400 || response.status === 429 || response.status >= 500) throw new Halt("server", true);
  return response;
}

async function ownKey() {
  const found = await askKey();
  if (found.guru !== who.guru) throw new Halt("akun");
  return found;
}

async function askKey() {
  const response = await reach("/observasi/kunci", { headers: { Accept: "application/json" }, cache: "no-store" });
  if (response.status === 401) throw new Halt("masuk");
  if (!response.ok) throw new Halt("server", true);
  return response.json();
}

async function reach(path, options) {
  try {
    return await fetch(path, { credentials: "same-origin", ...options });
  } catch {
    throw new Halt("luring", true);
  }
}

function refusalOf(status, said) {
  if (said.code === "akun_lain") throw new Halt("akun");
  return said.detail ?? `Belum diterima (${status}). Muat ulang halamannya.`;
}

// Nothing more can be sent now: why, and whether trying again by itself may help.
class Halt extends Error {
  constructor(problem, again = false) {
    super(problem);
    this.problem = problem;
    this.again = again;
  }
}

async function count() {
  const waiting = (await kept()).filter((each) => each.state !== "terkirim");
  state.waiting = waiting.filter((each) => !who || each.guru === who.guru).length;
  try {
    if (waiting.length) localStorage[FLAG] = waiting.length;
    else localStorage.removeItem(FLAG);
  } catch {
    // Storage forbidden: it is sent from pages of observations alone.
  }
  tell();
}

const kept = async () => (await values(KEPT)).filter(Boolean);

// Changes a record that is still there: `next` where nothing was written over it since, `over` where something was. What
// becomes null is removed.
const change = (record, next, over = (now) => now) =>
  KEPT("readwrite", (store) => {
    const key = keyOf(record);
    const asked = store.get(key);
    asked.onsuccess = () => {
      const now = asked.result;
      if (!now) return;
      const changed = now.clientId === record.clientId ? next(now) : over(now);
      if (changed) store.put(changed, key);
      else store.delete(key);
    };
    return promisifyRequest(store.transaction);
  });

const tell = () => news.dispatchEvent(new Event("change"));

const keyOf = ({ guru, observation, field, blob, clientId }) =>
  [guru, observation, field, ...(blob ? [clientId] : [])].join("/");

function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
