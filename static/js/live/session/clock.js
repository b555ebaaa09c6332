// How long the item of the agenda still has: counted from the times of the server, whatever the clock of the phone says.
const two = (number) => String(number).padStart(2, "0");
const spoken = (seconds) => (seconds >= 3600 ? `${Math.floor(seconds / 3600)}.` : "") + `${two(Math.floor(seconds / 60) % 60)}.${two(seconds % 60)}`;
let ticking = null;

export function look(part) {
  const time = part.querySelector("[data-mulai]");
  clearInterval(ticking);
  if (!time) return;
  const behind = (time.behind ??= Date.now() - Number(time.dataset.kini));
  const tick = () => (time.isConnected ? document.hidden || show(time, behind) : clearInterval(ticking));
  ticking = setInterval(tick, 1000);
  tick();
}

function show(time, behind) {
  const { mulai, menit } = time.dataset;
  const gone = Math.max(Math.round((Date.now() - behind - Number(mulai)) / 1000), 0);
  const left = Number(menit) * 60 - gone;
  const over = Boolean(menit) && left < 0;
  time.classList.toggle("is-over", over);
  time.textContent = menit ? (over ? `lewat ${spoken(-left)}` : spoken(left)) : `berjalan ${spoken(gone)}`;
  time.setAttribute("aria-label", menit ? `${over ? "lewat waktu" : "sisa waktu"} ${spoken(Math.abs(left))}` : time.textContent);
}
