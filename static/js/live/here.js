// "Masih di sini?": answered over the line, gone when its time is over. Without this script its button posts a form.
import { AGAIN, PASSING } from "./room/sending.js";

export default function here(place, { line }) {
  let timer = null;

  function attend() {
    clearTimeout(timer);
    const call = place.querySelector("[data-panggilan]");
    if (!call) return;
    const behind = (call.behind ??= Date.now() - Number(call.dataset.kini)); // whatever the clock of the phone says
    const left = Date.parse(call.dataset.sampai) + behind - Date.now();
    timer = setTimeout(() => say("Waktu menjawab sudah lewat. Tidak apa-apa: itu tidak dihitung sebagai tidak hadir."), Math.max(left, 0));
  }

  function say(words) {
    clearTimeout(timer);
    const line = document.createElement("p");
    line.className = "here-done small";
    line.textContent = words;
    place.replaceChildren(line);
  }

  async function reply(button) {
    button.disabled = true;
    const answer = await line.ask("here", { panggilan: button.value });
    if (!button.isConnected) return; // its time is over, or it is asked anew
    if (answer.ok) say("Terima kasih, jawaban Anda tercatat.");
    else if (answer.code === "putus") button.disabled = false;
    else if (PASSING.has(answer.code)) setTimeout(() => button.isConnected && reply(button), (answer.tunggu ?? AGAIN) * 1000);
    else say(answer.message);
  }

  place.addEventListener("bagian", attend);
  place.addEventListener("click", async (event) => {
    const button = event.target.closest("button[name=panggilan]");
    if (!button || !line.joined) return; // the form does it
    event.preventDefault();
    reply(button);
  });
  attend();
}
