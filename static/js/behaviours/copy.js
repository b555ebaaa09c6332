// Copies data-text ("Salin untuk WhatsApp") and says so on the button, aloud as well.
export default function copy(button) {
  const words = button.querySelector("span");
  const before = words.textContent;
  words.setAttribute("aria-live", "polite");
  button.hidden = false;

  button.addEventListener("click", async () => {
    words.textContent = (await write(button.dataset.text)) ? "Tersalin" : "Belum tersalin: buka teksnya di bawah";
    setTimeout(() => (words.textContent = before), 3000);
  });
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeByHand(text);
  }
}

// Where the clipboard API is missing: an old phone, or a school's address without HTTPS.
function writeByHand(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
