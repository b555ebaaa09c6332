// A message can be put away.
export default function toast(element) {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "toast-close";
  close.textContent = "×";
  close.setAttribute("aria-label", "Tutup pesan");
  close.addEventListener("click", () => element.remove());
  element.append(close);
}
