// Slow mode: until when one's next message waits, shown where it is written, before anything is refused.
import { part } from "../room/page.js";

const form = document.getElementById("kirim");
const send = form?.querySelector(".composer-send");
const hint = part("tunggu");
let until = 0; // by the clock of this phone
let ticking = null;
let here = null;

const left = () => Math.max(Math.ceil((until - Date.now()) / 1000), 0);

// Counted from one's last message by the clock of the server, which the rule brings with it.
export function look(context) {
  if (!here && form) listen();
  here = context;
  const rule = here.rules.querySelector("[data-jeda]");
  const own = [...document.querySelectorAll(`[role=log] .msg[data-oleh="${here.room.me}"] time`)].at(-1);
  clearInterval(ticking);
  until = 0;
  if (rule && own && here.root.dataset.moderator !== "1") {
    const behind = (rule.behind ??= Date.now() - Number(rule.dataset.kini));
    until = Date.parse(own.dateTime) + behind + Number(rule.dataset.jeda) * 1000;
  }
  if (left() > 0) ticking = setInterval(show, 500);
  show();
}

function show() {
  if (!form) return;
  const seconds = left();
  hint.hidden = !seconds;
  hint.textContent = seconds ? `Pesan berikutnya ${seconds} detik lagi.` : "";
  if (seconds) send.dataset.detik = seconds;
  else {
    delete send.dataset.detik;
    clearInterval(ticking);
  }
}

function listen() {
  const hold = (event) => {
    if (!left()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    here.say(hint.textContent);
  };
  form.addEventListener("submit", hold, { capture: true });
  document.addEventListener("pesan", ({ detail }) => detail.oleh === here.room.me && look(here));
}
