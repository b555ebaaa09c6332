// The page of a room: its marked places, and its parts beside the messages, which are drawn anew when the server says so and
// attended to by a script of their own where they name one (data-live), fetched with them.
import { enhance } from "../../app.js";

export const part = (name) => document.querySelector(`[data-part="${name}"]`);

// A sentence about what could not be done, for a while at the foot of the room.
export function complain(words) {
  const toast = document.createElement("p");
  toast.className = "room-complaint toast tone-no";
  toast.setAttribute("role", "alert");
  toast.textContent = words;
  document.body.append(toast);
  setTimeout(() => toast.remove(), 8000);
}

let here;

// The part is told of a new drawing by the event `bagian`; what was being typed or chosen in it is its own business.
export function redraw(place, html) {
  const found = document.querySelector(`[data-bagian="${CSS.escape(place)}"]`);
  if (!found) return;
  const held = found.contains(document.activeElement) && addressOf(document.activeElement);
  const before = new CustomEvent("sebelum-bagian", { bubbles: true });
  found.dispatchEvent(before);
  found.innerHTML = html;
  enhance(found);
  attend(found);
  if (held && !found.contains(document.activeElement)) found.querySelector(held)?.focus();
  found.dispatchEvent(new CustomEvent("bagian", { bubbles: true }));
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
