// A room, live: who is here hears each message once and in order; what could not be sent waits in this browser until it
// can, through a reload and a closed tab too. Without this script the page sends by its form and is read by reloading.
import { composer } from "./composer.js";
import { Stream, connect } from "./line.js";
import { Log } from "./log.js";
import { meter } from "./meter.js";
import { openBox } from "./outbox.js";
import { attend, part, redraw } from "./page.js";
import { presence } from "./presence.js";
import { sending } from "./sending.js";

const place = document.querySelector("[data-room]");
const source = document.querySelector("script[data-socket]").dataset.socket;
const PATIENCE = 30_000; // for the page
const room = {
  id: place.dataset.room,
  me: place.dataset.guru,
  path: `/diskusi/${place.dataset.room}`,
};

async function begin() {
  const log = new Log(part("log"), room.me);
  const stream = new Stream(Number(place.dataset.n), show);
  const here = presence(room);
  const line = await connect({ source, room, stream, here, meter: meter(), anew });
  const box = await openBox(room);
  const sender = sending({ room, line, box, list: part("menunggu"), log, stream });

  function show(entry) {
    part("kosong")?.remove();
    if (entry.potongan && !entry.jenis) {
      const mine = entry.oleh === room.me;
      const atEnd = log.atEnd();
      const known = sender.arrived(entry);
      log.append(entry.potongan, known ? "terkirim" : "");
      here.wrote(entry.oleh);
      if (mine || atEnd) log.toEnd();
      else log.offerEnd();
      document.dispatchEvent(new CustomEvent("pesan", { detail: entry }));
    } else if (entry.potongan) {
      const atEnd = log.atEnd();
      log.replace(entry.id, entry.potongan);
      log.toEnd(atEnd); // a preview has made it taller
    }
    for (const [place, html] of Object.entries(entry.bagian ?? {})) redraw(place, html);
    if ("sematan" in entry) part("sematan").innerHTML = entry.sematan;
  }

  // What is missing cannot be sent in pieces any more: the last messages and the parts are taken from the page anew.
  async function anew() {
    const answer = await fetch(room.path, { signal: AbortSignal.timeout?.(PATIENCE) });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const last = log.anew(page);
    part("sematan").innerHTML = page.querySelector("[data-part=sematan]").innerHTML;
    for (const each of page.querySelectorAll("[data-bagian]")) redraw(each.dataset.bagian, each.innerHTML);
    stream.reset(last);
    sender.seen();
  }

  const typed = composer({ line, box, sender });
  document.addEventListener("click", (event) => touched(event, { room, line, log, answer: typed?.answer }));
  log.toEnd(!location.hash || location.hash === "#kirim");
  attend(document, { line, room, stream, sender });
  line.open();
}

// What only some touch is fetched when they do: a message's menu and signs, the messages before.
function touched(event, here) {
  const found = event.target.closest(".msg-acts, .sign[form=tanggap], [data-part=lama]");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // a link opened in a tab of its own
  if (!found || elsewhere || (found.matches(".sign") && !here.line.joined)) return;
  event.preventDefault();
  if (found.matches("[data-part=lama]")) import("./older.js").then(({ older }) => older(here, found));
  else import("./menu.js").then(({ menu, sign }) => (found.matches(".sign") ? sign(here, found) : menu(here, found.closest(".msg"))));
}

begin();
