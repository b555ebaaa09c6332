// What this page needs without a line: itself, and the scripts that write together. They go where the worker of the
// browser looks (sw.js), so that a reload on the road finds them.
import { ask, here as path } from "../../behaviours/pekerja.js";

const OWN = ["binding", "gate", "line", "lines", "parts", "people", "shape", "store", "tools", "write"];

export async function keepTools(here) {
  if (!navigator.serviceWorker || !globalThis.caches || "luring" in document.documentElement.dataset) return;
  await navigator.serviceWorker.ready;
  const own = OWN.map((name) => new URL(`./${name}.js`, import.meta.url).href);
  const cache = await caches.open(`kerangka-${here.build}`);
  for (const address of [new URL("../notulen.js", import.meta.url).href, ...own, here.yjs, here.socket, here.idb]) {
    if (!(await cache.match(address))) await cache.add(address);
  }
  await ask({ minta: "siapkan", path: path() });
}
