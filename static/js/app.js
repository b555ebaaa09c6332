// Gives elements their behaviour: <form data-behaviour="confirm once">. Each behaviour is a module whose default
// export takes the element; it is fetched only where the page asks for it. Everything works without any of them.
import { forgetSent } from "./behaviours/sent.js";

const behaviours = {
  belum: () => import("./behaviours/belum.js"),
  confirm: () => import("./behaviours/confirm.js"),
  copy: () => import("./behaviours/copy.js"),
  draft: () => import("./behaviours/draft.js"),
  isian: () => import("./behaviours/isian.js"),
  luring: () => import("./behaviours/luring.js"),
  once: () => import("./behaviours/once.js"),
  push: () => import("./behaviours/push.js"),
  preview: () => import("./behaviours/preview.js"),
  roving: () => import("./behaviours/roving.js"),
  sebut: () => import("./behaviours/sebut.js"),
  sheet: () => import("./behaviours/sheet.js"),
  toast: () => import("./behaviours/toast.js"),
  unggah: () => import("./behaviours/unggah.js"),
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

// Keeps Gugus usable without a line; asked for once the page stands.
if (navigator.serviceWorker && document.querySelector(".me")) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
if ("luring" in document.documentElement.dataset) import("./behaviours/tersimpan.js").then((module) => module.default());

// What was written on this phone without a line is sent from whatever page is opened next.
if (document.querySelector(".me") && localStorage["isian-menunggu"]) import("./offline/answers.js").then((module) => module.sendFromAnyPage());
