// Asks the worker of the browser (sw.js): ask({ minta: "daftar" | "simpan" | "hapus", path }).
export async function ask(question) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((done) => (port1.onmessage = (event) => done(event.data)));
  active.postMessage(question, [port2]);
  const { answer, fault } = await answered;
  if (fault) throw new DOMException(fault, fault);
  return answer;
}

export const here = () => location.pathname + location.search;

export const when = (at) =>
  new Intl.DateTimeFormat("id-ID", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(at));

export const size = (bytes) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 }).format(bytes / 1024 / 1024)} MB`;
