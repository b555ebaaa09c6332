// How much this page has sent and received since it was opened: whoever pays for each MB may know. A reload goes on counting.
import { part } from "./page.js";

const KEPT = `data:${location.pathname}`;
const encoder = new TextEncoder();
const weight = (packet) => (typeof packet.data === "string" ? encoder.encode(packet.data).length : (packet.data?.byteLength ?? 0)) + 6;
const number = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 });

export function meter() {
  let bytes = Number(sessionStorage[KEPT] ?? 0);
  let due = null;

  function count(more) {
    bytes += more;
    due ??= setTimeout(() => {
      due = null;
      sessionStorage[KEPT] = bytes;
      const kB = bytes / 1000;
      part("data").textContent = `Data sesi ini: ${kB < 1000 ? `${number.format(Math.ceil(kB))} kB` : `${number.format(kB / 1000)} MB`}`;
    }, 500);
  }

  const seen = (list) => list.getEntries().forEach((each) => count(each.transferSize ?? 0));
  for (const type of ["navigation", "resource"]) new PerformanceObserver(seen).observe({ type, buffered: true });

  return {
    // The packets of a WebSocket; those of long polling are requests, counted above.
    listen(manager) {
      manager.on("open", () => {
        const engine = manager.engine;
        const own = (packet) => engine.transport.name === "websocket" && count(weight(packet));
        engine.on("packet", own);
        engine.on("packetCreate", own);
      });
    },
  };
}
