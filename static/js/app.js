// Gives elements their behaviour: <form data-behaviour="confirm once">. Each behaviour is a module whose default
// export takes the element; it is fetched only where the page asks for it. Everything works without any of them.
import { forgetSent } from "./behaviours/sent.js";

const behaviours = {
  confirm: () => import("./behaviours/confirm.js"),
  copy: () => import("./behaviours/copy.js"),
  draft: () => import("./behaviours/draft.js"),
  once: () => import("./behaviours/once.js"),
  roving: () => import("./behaviours/roving.js"),
  sheet: () => import("./behaviours/sheet.js"),
  toast: () => import("./behaviours/toast.js"),
};
const enhanced = new WeakSet();

export function enhance(root) {
  const marked = [...root.querySelectorAll("[data-behaviour]")];
  if (root.matches?.("[data-behaviour]")) marked.push(root);
  for (const element of marked.filter((one) => !enhanced.has(one))) {
    enhanced.add(element);
    for (const name of element.dataset.behaviour.split(" ")) behaviours[name]?.().then((module) => module.default(element));
  }
}

forgetSent();
enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.target));
document.querySelector(".summary")?.focus();
