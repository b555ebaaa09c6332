// Shows what a text will look like below it, without leaving the page. Only the words are sent, not the files chosen.
// Where that fails (or without JavaScript) the button opens the preview in a tab of its own.
export default function preview(line) {
  const button = line.querySelector("button");
  const form = button.form;
  const target = document.getElementById(line.dataset.target);

  button.addEventListener("click", async (event) => {
    if (!target || line.dataset.whole) return;
    event.preventDefault();
    const words = new FormData();
    for (const name of ["csrf_token", "text", "materi"]) {
      if (form.elements[name]) words.set(name, form.elements[name].value);
    }
    words.set("sebagian", "1");
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: words });
      if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
      target.innerHTML = await answer.text();
    } catch {
      line.dataset.whole = "1"; // the next tap opens the tab
      target.textContent = "Pratinjau belum dapat dimuat: jalurnya terputus. Tulisan Anda tetap di sini; coba lagi.";
    }
    button.removeAttribute("aria-busy");
  });
}
