/* global GUGUS */
// The worker of the browser. Pages come from the network; without one, those that were kept, else /luring. What is
// kept belongs to one person: it is thrown away when a page says that somebody else, or nobody, is signed in.
// The door /sw.js puts before this text: GUGUS = { build, shell (what to fetch once), page (/luring), icon }.
const SHELL = `kerangka-${GUGUS.build}`;
const PAGES = "halaman-"; // + the person
const PATIENCE = 6000; // ms until a kept page is shown instead of waiting on
const ANSWERED_WITHIN = 4 * 60_000; // ms that the answer to a form may take
const LARGEST = 3 * 1024 * 1024; // bytes of one picture
const AUTOMATIC = 40; // pages kept without being asked for; the oldest makes room
const PASSED_BY = /^\/(berkas|unggahan|tautan|api|sehat|keluar)\b/;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function install() {
  const shell = await caches.open(SHELL);
  await shell.addAll([...GUGUS.shell, new Request(GUGUS.page, { cache: "reload", credentials: "omit" })]);
  await self.skipWaiting();
}

async function activate() {
  await self.registration.navigationPreload?.enable();
  await tidy();
  await self.clients.claim();
}

// A page kept under an earlier build still finds its stylesheet and scripts; other builds go.
async function tidy() {
  const needed = new Set([SHELL]);
  for (const each of await records()) needed.add(`kerangka-${each.build}`);
  for (const name of await caches.keys()) if (name.startsWith("kerangka-") && !needed.has(name)) await caches.delete(name);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/keluar") event.waitUntil(belongsTo(""));
  if (request.method === "POST" && request.mode === "navigate") event.waitUntil(formSent(event.resultingClientId));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (request.mode === "navigate" && !PASSED_BY.test(url.pathname)) event.respondWith(page(event));
  else if (request.destination === "image") event.respondWith(picture(request));
});

const asset = async (request) => (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

async function picture(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const kept = await (await own())?.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw fault;
  }
}

// What follows a form tells what became of it: that page is waited for, however long it takes, and a copy never stands
// in for it while there is a line. A redirect after a form leads into the same window, which has its name by then.
const forms = new Map(); // the window that an answer will fill -> lets the worker go

function formSent(window) {
  return new Promise((done) => {
    forms.set(window, done);
    setTimeout(() => answered(window), ANSWERED_WITHIN);
  });
}

function answered(window) {
  forms.get(window)?.();
  forms.delete(window);
}

async function page(event) {
  const path = pathOf(event.request.url);
  const kept = await (await own())?.match(path, { ignoreVary: true });
  const answer = fromNetwork(event, path, kept);
  if (!kept) return answer.catch(() => caches.match(GUGUS.page));
  event.waitUntil(answer.catch(() => {}));
  const afterForm = forms.has(event.resultingClientId);
  const patience = afterForm ? [] : [new Promise((done) => setTimeout(done, PATIENCE))];
  const first = await Promise.race([answer.catch(() => null), ...patience]);
  // While the page was waited for it may have told that somebody else is here now.
  const stillOwn = await (await own())?.match(path, { ignoreVary: true });
  return first && (first.status < 502 || !stillOwn) ? first : stillOwn ? asCopy(stillOwn, afterForm) : answer;
}

async function fromNetwork(event, path, kept) {
  const response = (await event.preloadResponse) ?? (await fetch(event.request));
  if (response.type !== "opaqueredirect") answered(event.resultingClientId);
  const whose = response.headers.get("Gugus-Orang");
  if (whose !== null) await belongsTo(whose === "-" ? "" : whose);
  const may = response.headers.get("Gugus-Luring");
  if (may === "otomatis" || (may === "boleh" && kept)) {
    const how = kept?.headers.get("Gugus-Cara") ?? "otomatis";
    event.waitUntil(store(path, response.clone(), how).catch(() => {}));
  }
  return response;
}

// The page knows by this mark that it is a copy, and says so (behaviours/tersimpan.js).
async function asCopy(kept, afterForm) {
  const at = kept.headers.get("Gugus-Waktu");
  const mark = `data-luring="${at}"${afterForm ? " data-terkirim" : ""}`;
  const html = (await kept.text()).replace('<html lang="id"', `<html lang="id" ${mark}`);
  return new Response(html, { status: 200, headers: kept.headers });
}

// Whose browser this is: told by every page of ours, kept for the time without a line.
let known;

async function whose() {
  known ??= (await (await (await caches.open("orang")).match("/"))?.text()) ?? "";
  return known;
}

async function own() {
  const name = PAGES + (await whose());
  return (await caches.has(name)) ? caches.open(name) : null;
}

async function belongsTo(guru) {
  const before = await whose();
  if (guru === before) return;
  known = guru;
  await (await caches.open("orang")).put("/", new Response(guru));
  for (const name of await caches.keys()) if (name.startsWith(PAGES) && name !== PAGES + guru) await caches.delete(name);
  if (before) await self.registration.pushManager?.getSubscription().then((found) => found?.unsubscribe()).catch(() => {});
  for (const each of await self.clients.matchAll()) each.postMessage({ orang: guru });
}

// Keeping: the page, and the pictures it shows. What is known of it stands in headers of the kept answer.
async function store(path, response, how) {
  const guru = await whose();
  if (!guru) throw new Error("nobody");
  const pages = await caches.open(PAGES + guru);
  const html = await response.text();
  const images = await pictures(pages, html);
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Set-Cookie"]) headers.delete(name);
  const record = {
    "Gugus-Cara": how,
    "Gugus-Waktu": new Date().toISOString(),
    "Gugus-Judul": encodeURIComponent(titleOf(html)),
    "Gugus-Ukuran": new Blob([html]).size + images.reduce((sum, each) => sum + each.size, 0),
    "Gugus-Gambar": encodeURIComponent(JSON.stringify(images.map((each) => each.path))),
    "Gugus-Bangun": html.match(/\/static\/([0-9a-f]+)\//)?.[1] ?? "",
  };
  for (const [name, value] of Object.entries(record)) headers.set(name, value);
  await pages.put(path, new Response(html, { status: 200, headers }));
  if (how === "otomatis") await makeRoom();
}

async function pictures(pages, html) {
  const found = new Set([...html.matchAll(/<img\b[^>]*?\bsrc="([^"]+)"/g)].map(([, source]) => plain(source)));
  const kept = [];
  for (const source of found) {
    const url = new URL(source, location.origin);
    if (url.origin !== location.origin || url.pathname.startsWith("/static/")) continue;
    const response = await fetch(url, { credentials: "same-origin" }).catch(() => null);
    if (!response?.ok || Number(response.headers.get("Content-Length")) > LARGEST) continue;
    const bytes = await response.blob();
    if (bytes.size > LARGEST || !bytes.type.startsWith("image/")) continue;
    const path = pathOf(url);
    await pages.put(path, new Response(bytes, { headers: { "Content-Type": bytes.type, "X-Content-Type-Options": "nosniff" } }));
    kept.push({ path, size: bytes.size });
  }
  return kept;
}

// A page that will be needed without a line, before anybody opened it: kept as if it had been visited.
async function prepare({ path }) {
  const kept = await (await own())?.match(pathOf(path), { ignoreVary: true });
  return keep({ path }, kept?.headers.get("Gugus-Cara") ?? "otomatis");
}

async function records() {
  const pages = await own();
  if (!pages) return [];
  const found = [];
  for (const request of await pages.keys()) {
    const { headers } = await pages.match(request);
    if (!headers.has("Gugus-Waktu")) continue;
    found.push({
      path: pathOf(request.url),
      title: decodeURIComponent(headers.get("Gugus-Judul")),
      at: headers.get("Gugus-Waktu"),
      bytes: Number(headers.get("Gugus-Ukuran")),
      how: headers.get("Gugus-Cara"),
      build: headers.get("Gugus-Bangun"),
      images: JSON.parse(decodeURIComponent(headers.get("Gugus-Gambar"))),
    });
  }
  return found.sort((one, other) => (one.at < other.at ? 1 : -1));
}

async function makeRoom() {
  const automatic = (await records()).filter((each) => each.how === "otomatis");
  for (const old of automatic.slice(AUTOMATIC)) await remove({ path: old.path });
}

async function remove({ path }) {
  const pages = await own();
  const all = await records();
  const mine = all.find((each) => each.path === path);
  if (!mine) return;
  await pages.delete(path);
  const shared = new Set(all.filter((each) => each !== mine).flatMap((each) => each.images));
  for (const image of mine.images) if (!shared.has(image)) await pages.delete(image);
}

async function keep({ path }, how = "diminta") {
  const response = await fetch(path, { credentials: "same-origin", headers: { Accept: "text/html", "Gugus-Simpan": "ya" } });
  const whose = response.headers.get("Gugus-Orang");
  if (whose !== null) await belongsTo(whose === "-" ? "" : whose);
  if (!response.ok || response.redirected || !response.headers.has("Gugus-Luring")) throw new Error("not to be kept");
  await store(pathOf(path), response, how);
  return (await records()).find((each) => each.path === pathOf(path));
}

// What our pages ask for (behaviours/pekerja.js).
const ASKED = { simpan: keep, siapkan: prepare, hapus: remove, daftar: records };

self.addEventListener("message", (event) => {
  const act = ASKED[event.data?.minta];
  const [port] = event.ports;
  if (!act || !port) return;
  event.waitUntil(
    act(event.data).then(
      (answer) => port.postMessage({ answer }),
      (fault) => port.postMessage({ fault: fault.name }),
    ),
  );
});

self.addEventListener("push", (event) => {
  const { title, sentence, link, tag } = event.data.json();
  const shown = { body: sentence, tag, lang: "id", icon: GUGUS.icon, data: link };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data, location.origin)));
});

async function open(url) {
  if (url.origin !== location.origin) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((each) => each.url === url.href);
  await (there ? there.focus() : self.clients.openWindow(url.href));
}

function pathOf(url) {
  const { pathname, search } = new URL(url, location.origin);
  return pathname + search;
}

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&quot;": '"' };
const plain = (text) => text.replace(/&(?:amp|lt|gt|quot|#34|#39);/g, (each) => ENTITIES[each]);
const titleOf = (html) => plain(html.match(/<title>([^<]*)/)?.[1] ?? "").replace(/\s+/g, " ").replace(/ · Gugus$/, "").trim();
