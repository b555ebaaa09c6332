// On the page that signs out, which empties this browser: says what was written without a line and has not been sent.
export default function belum(element) {
  let waiting;
  try {
    waiting = localStorage["isian-menunggu"];
  } catch {
    return; // storage forbidden: nothing was kept
  }
  if (!waiting) return;
  element.querySelector("[data-jumlah]").textContent = waiting;
  element.hidden = false;
}
