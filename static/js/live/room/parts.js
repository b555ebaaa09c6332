// The parts of the page beside the messages: drawn anew when the server says so, attended to by a script of their own
// where they name one (data-live), which is fetched with them.
import { enhance } from "../../app.js";

let here;

// `part` is told of a new drawing by the event `bagian`; what was being typed or chosen in it is its own business.
export function redraw(place, html) {
  const part = document.querySelector(`[data-bagian="${CSS.escape(place)}"]`);
  if (!part) return;
  const held = part.contains(document.activeElement) && addressOf(document.activeElement);
  const before = new CustomEvent("sebelum-bagian", { bubbles: true });
  part.dispatchEvent(before);
  part.innerHTML = html;
  enhance(part);
  attend(part);
  if (held && !part.contains(document.activeElement)) part.querySelector(held)?.focus();
  part.dispatchEvent(new CustomEvent("bagian", { bubbles: true }));
}

// By what an element is found again after a new drawing: its id, or what it does and to what.
function addressOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const row = element.closest("[id]")?.id;
  const deed = element.getAttributeNames().find((each) => each.startsWith("data-"));
  const means = element.hasAttribute("value") ? `[value="${CSS.escape(element.getAttribute("value"))}"]` : "";
  return `${row ? `#${CSS.escape(row)} ` : ""}${element.localName}${deed ? `[${deed}]` : ""}${means}`;
}

export function attend(root, context) {
  here = context ?? here;
  for (const each of root.querySelectorAll("[data-live]")) {
    const fetched = () => import(`../${each.dataset.live}.js`).then((module) => module.default(each, here));
    if (each.matches("details:not([open])")) each.addEventListener("toggle", fetched, { once: true }); // when unfolded
    else fetched();
  }
}
