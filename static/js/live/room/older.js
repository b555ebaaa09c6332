// "Pesan sebelumnya": fetched and put above what is there, outside the live region, without moving what is being read.
import { pieceOf } from "./log.js";

export async function older({ room, log }, link) {
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`${link.href}&potongan=1`, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    put(pieceOf(await answer.text()));
  } catch {
    link.querySelector("span").textContent = "Belum termuat. Coba lagi";
  }
  link.removeAttribute("aria-busy");

  function put(list) {
    const before = document.documentElement.scrollHeight;
    const below = link.parentElement.nextElementSibling;
    const day = below.querySelector(".msg-day");
    const last = list.lastElementChild;
    log.dress(list);
    link.parentElement.after(list);
    if (day && last?.dataset.hari === day.textContent) day.hidden = true;
    scrollBy({ top: document.documentElement.scrollHeight - before, behavior: "instant" });
    if (list.dataset.sebelum) link.href = `${room.path}?sebelum=${list.dataset.sebelum}`;
    else link.parentElement.remove();
    list.querySelector(".msg:last-child .msg-acts")?.focus({ preventScroll: true });
  }
}
