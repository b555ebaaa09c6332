// The wall: renews its code when the half minute ends, and shows who checks in as it happens. Without this script the
// page renews itself; while the socket is away, the list is fetched with each code.
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const wall = document.querySelector("[data-wall]");
const offline = document.querySelector(".wall-offline");

async function fetchPart(name) {
  try {
    const answer = await fetch(`${location.pathname}?potongan=${name}`, { credentials: "same-origin" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null; // offline: the next turn tries again
  }
}

async function turn() {
  const html = await fetchPart("kode");
  if (html === null) return;
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const each of fresh.querySelectorAll("[data-part]")) part(each.dataset.part).innerHTML = each.innerHTML;
}

let ends = 0;
function readLeft() {
  const left = Number(document.querySelector("[data-left]")?.dataset.left ?? 30);
  ends = performance.now() + left * 1000;
}

let connected = false;
async function tick() {
  const left = (ends - performance.now()) / 1000;
  const bar = document.querySelector("progress.wall-time");
  if (bar) bar.value = Math.max(left, 0);
  if (left > 0) return;
  ends = performance.now() + 3000; // while the new code travels
  await turn();
  readLeft();
  if (!connected) show(await fetchPart("hadir"));
}

function show(html) {
  if (html !== null) wall.innerHTML = html;
}

async function listen() {
  const source = document.querySelector("script[data-socket]").dataset.socket;
  const { io } = await import(source);
  const query = { klien: Math.random().toString(36).slice(2) }; // all of long polling to one process
  const socket = io("/hadir", { transports: ["websocket", "polling"], query });
  socket.on("connect", () => {
    socket.emit("watch", wall.dataset.wall, (answer) => {
      connected = answer.ok;
      offline.hidden = answer.ok;
      if (answer.ok) show(answer.html);
    });
  });
  socket.on("hadir", show);
  socket.on("disconnect", () => {
    connected = false;
    offline.hidden = false;
  });
}

readLeft();
setInterval(tick, 250);
listen();
