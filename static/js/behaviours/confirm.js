// Asks the sentence in data-confirm before a form is sent; the button that answers yes carries the words of the one pressed.
export default function confirm(form) {
  let agreed = false;

  form.addEventListener("submit", async (event) => {
    if (agreed) {
      agreed = false;
      return;
    }
    event.preventDefault();
    const submitter = event.submitter;
    if (!(await ask(form.dataset.confirm, submitter))) return;
    agreed = true;
    form.requestSubmit(submitter);
  });
}

function ask(sentence, submitter) {
  const dialog = document.createElement("dialog");
  const form = document.createElement("form");
  const question = document.createElement("p");
  const words = submitter?.textContent.trim() || "Lanjutkan";
  const kind = submitter?.classList.contains("btn-danger") ? "danger" : "primary";
  dialog.className = "dialog";
  form.method = "dialog";
  question.id = "tanya";
  question.textContent = sentence;
  dialog.setAttribute("aria-labelledby", question.id);
  form.append(question, choice("Batal", "", "line"), choice(words, "yes", kind));
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

function choice(words, value, kind) {
  const button = document.createElement("button");
  button.className = `btn btn-${kind}`;
  button.value = value;
  button.textContent = words;
  return button;
}
