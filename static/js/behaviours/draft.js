// Keeps what was typed in a form for this tab until the form has been sent. What the server sends back (a form with
// errors) wins over the draft; passwords, files and hidden fields are never kept.
import { keyOf } from "./sent.js";

const kept = (field) => field.name && !field.readOnly && !/^(password|file|hidden|submit|button|fieldset)$/.test(field.type);
const checkable = (field) => field.type === "checkbox" || field.type === "radio";

export default function draft(form) {
  const key = keyOf(form);
  const fields = () => [...form.elements].filter(kept);

  const save = (sent) => {
    const values = fields().map((field) => [field.name, field.value, checkable(field) ? field.checked : null]);
    try {
      sessionStorage[key] = JSON.stringify({ sent, values });
    } catch {
      // Storage full or forbidden: the form works as it would without a draft.
    }
  };

  const restore = () => {
    const { values } = JSON.parse(sessionStorage[key]);
    for (const field of fields()) {
      const found = values.find(([name, value]) => name === field.name && (!checkable(field) || value === field.value));
      if (found && checkable(field)) field.checked = found[2];
      else if (found) field.value = found[1];
    }
  };

  if (form.querySelector("[aria-invalid]")) sessionStorage.removeItem(key);
  else if (sessionStorage[key]) {
    restore();
    tell(form, () => sessionStorage.removeItem(key));
  }
  form.addEventListener("input", () => save(false));
  form.addEventListener("submit", () => save(true));
}

function tell(form, forget) {
  const line = document.createElement("div");
  const button = document.createElement("button");
  line.className = "banner tone-info";
  line.setAttribute("role", "status");
  line.textContent = "Isian Anda yang belum terkirim kami kembalikan.";
  button.type = "button";
  button.className = "btn btn-quiet btn-small push";
  button.textContent = "Buang";
  button.addEventListener("click", () => {
    forget();
    form.reset();
    line.remove();
  });
  line.append(button);
  form.prepend(line);
}
