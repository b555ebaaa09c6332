// "Nyalakan di perangkat ini": asks the browser for a subscription and posts it with the form around the button.
export default async function push(form) {
  const button = form.querySelector("button");
  const status = form.querySelector("[role=status]");
  if (!navigator.serviceWorker || !("PushManager" in window) || !("Notification" in window)) return;
  button.hidden = false;
  status.textContent = Notification.permission === "denied" ? DENIED : "";

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = "Sebentar ...";
    try {
      if ((await Notification.requestPermission()) !== "granted") status.textContent = DENIED;
      else send(form, await subscription(form.dataset.key));
    } catch {
      status.textContent = "Belum menyala: peramban ini tidak mendapat alamat dari pembuatnya. Periksa internet, lalu coba lagi.";
    }
    button.disabled = false;
  });
}

const DENIED =
  "Peramban ini dilarang memberi tahu. Buka setelan situs ini di peramban, izinkan pemberitahuan, lalu coba lagi.";

async function subscription(key) {
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  if (before && encoded(before.options.applicationServerKey) !== key) await before.unsubscribe(); // of another key
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function send(form, found) {
  const { endpoint, keys } = found.toJSON();
  form.elements.endpoint.value = endpoint;
  form.elements.p256dh.value = keys.p256dh;
  form.elements.auth.value = keys.auth;
  form.submit();
}

const encoded = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
