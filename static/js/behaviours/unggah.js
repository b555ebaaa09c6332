// Sends what is chosen in a file field at once and in pieces (the tus protocol), so that a dropped line or a reload costs
// nothing that has arrived: choosing the same file again goes on. The form then carries only the id. tus-js-client
// (22 kB over the wire) is fetched when somebody chooses a file; without it the form sends the file itself.
const ENDPOINT = "/unggahan";
const PIECE = 2 * 1024 * 1024; // also the most that a proxy which gathers requests can lose
const DELAYS = [0, 1000, 3000, 5000, 10000];
const LATER = 5000; // between two tries of our own, for as long as the page is open
const FORGOTTEN = 48 * 60 * 60 * 1000; // by the server
const megabytes = new Intl.NumberFormat("id", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const inMegabytes = (bytes) => megabytes.format(bytes / 1024 / 1024);

export default function unggah(input) {
  const form = input.form;
  const name = input.name;
  const field = `${name}-unggahan`;
  const memory = `unggahan:${location.pathname}#${name}`;
  const arrivals = new Set();
  let pressed = null;

  for (const hidden of form.querySelectorAll(`input[type=hidden][name="${CSS.escape(field)}"]`)) arrived(hidden);
  if (localStorage[memory] && !arrivals.size) remind(input, localStorage[memory]);

  input.addEventListener("change", async () => {
    const files = [...input.files];
    const tus = await library();
    if (!tus || !files.length) return;
    input.removeAttribute("name"); // the form itself sends the file no more
    if (!input.multiple) arrivals.forEach((each) => each.drop());
    for (const file of files) send(tus, file);
  });

  form.addEventListener(
    "submit",
    (event) => {
      const busy = [...arrivals].filter((each) => !each.done);
      if (!busy.length) return localStorage.removeItem(memory);
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed = event.submitter;
      for (const each of busy) each.wait();
    },
    { capture: true },
  );

  function send(tus, file) {
    const line = new Line(input, file.name);
    const arrival = { done: false, drop: () => (upload.abort(true).catch(() => {}), forget(arrival, line)), wait: () => line.wait() };
    const upload = new tus.Upload(file, {
      endpoint: ENDPOINT,
      chunkSize: PIECE,
      retryDelays: DELAYS,
      headers: { "X-CSRFToken": form.elements.csrf_token.value, Accept: "application/json" },
      metadata: { filename: file.name, gugus: input.dataset.gugus ?? "" },
      onProgress: (sent, all) => line.progress(sent, all),
      onSuccess: () => {
        arrival.done = true;
        line.finish(field, upload.url.split("/").pop());
        if (pressed && [...arrivals].every((each) => each.done)) form.requestSubmit(pressed);
      },
      onError: (error) => failed(error, arrival, line, upload),
    });
    arrivals.add(arrival);
    line.onDrop(arrival.drop);
    localStorage[memory] = file.name;
    goOn(upload);
  }

  function failed(error, arrival, line, upload) {
    const status = error.originalResponse?.getStatus() ?? 0;
    if (status >= 400 && status < 500 && status !== 409) {
      line.refuse(sentence(error.originalResponse.getBody()));
      forget(arrival, null);
      pressed = null;
      return;
    }
    line.pause();
    const again = () => {
      clearTimeout(timer);
      removeEventListener("online", again);
      if (arrivals.has(arrival)) upload.start();
    };
    const timer = setTimeout(again, LATER);
    addEventListener("online", again);
  }

  function forget(arrival, line) {
    arrivals.delete(arrival);
    line?.remove();
    if (!arrivals.size) {
      input.name = name;
      localStorage.removeItem(memory);
    }
  }

  // What was sent before the server answered with a mistake elsewhere in the form.
  async function arrived(hidden) {
    const line = new Line(input, "Berkas yang sudah terkirim");
    const arrival = { done: true, drop: () => forget(arrival, line), wait: () => {} };
    arrivals.add(arrival);
    input.removeAttribute("name");
    line.adopt(hidden);
    line.onDrop(arrival.drop);
    const answer = await fetch(`${ENDPOINT}/${hidden.value}`, { method: "HEAD", headers: { "Tus-Resumable": "1.0.0" } });
    if (!answer.ok) return arrival.drop();
    const said = answer.headers.get("Upload-Metadata")?.match(/filename (\S+)/)?.[1];
    if (said) line.rename(new TextDecoder().decode(Uint8Array.from(atob(said), (each) => each.charCodeAt(0))));
  }
}

// Goes on where an earlier visit to the page stopped, if the server still has its part.
async function goOn(upload) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("tus::") && Date.now() - Date.parse(JSON.parse(localStorage[key]).creationTime) > FORGOTTEN) localStorage.removeItem(key);
  }
  const earlier = await upload.findPreviousUploads();
  if (earlier.length) upload.resumeFromPreviousUpload(earlier.at(-1));
  upload.start();
}

async function library() {
  try {
    await import("../../vendor/tus.min.js"); // a script of the old kind: it names itself on window
    return window.tus.isSupported ? window.tus : null;
  } catch {
    return null;
  }
}

function sentence(body) {
  try {
    return JSON.parse(body).detail;
  } catch {
    return "Berkas ini tidak diterima. Pilih berkas lain.";
  }
}

function remind(input, name) {
  const line = document.createElement("p");
  line.className = "hint";
  line.textContent = `“${name}” belum selesai terkirim. Pilih berkas yang sama untuk melanjutkannya.`;
  input.before(line);
  input.addEventListener("change", () => line.remove(), { once: true });
}

// One file on its way: its name, how far it is, and a button to leave it.
class Line {
  constructor(input, name) {
    this.box = element("div", "arriving");
    this.name = element("p", "arriving-name", name);
    this.button = element("button", "btn btn-quiet btn-small", "Batal");
    this.bar = document.createElement("progress");
    this.words = element("p", "soft small", "Menyiapkan …");
    this.news = element("p", "unseen");
    this.button.type = "button";
    this.bar.max = 1;
    this.news.setAttribute("role", "status");
    const head = element("div", "arriving-head");
    head.append(this.name, this.button);
    this.box.append(head, this.bar, this.words, this.news);
    this.rename(name);
    (input.parentElement.querySelector(".arriving:last-of-type") ?? input).after(this.box);
    this.box.scrollIntoView({ block: "nearest" });
  }

  rename(name) {
    this.name.textContent = name;
    this.bar.setAttribute("aria-label", `Mengirim ${name}`);
  }

  onDrop(drop) {
    this.button.addEventListener("click", drop);
  }

  progress(sent, all) {
    this.bar.value = sent / all;
    this.words.textContent = `${inMegabytes(sent)} dari ${inMegabytes(all)} MB`;
    this.at = this.words.textContent;
    if (!this.waits) this.news.textContent = "";
  }

  pause() {
    const sent = this.at ? `Sudah terkirim ${this.at}.` : "";
    this.say(`Sambungan terputus. ${sent} Dilanjutkan sendiri begitu tersambung.`);
  }

  wait() {
    this.waits = true;
    this.news.className = "small";
    this.news.textContent = "Formulir dikirim begitu berkas ini selesai.";
  }

  finish(field, id) {
    const hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = field;
    hidden.value = id;
    this.adopt(hidden);
  }

  adopt(hidden) {
    this.box.append(hidden);
    this.box.classList.add("arriving-done");
    this.button.textContent = "Hapus";
    this.say("✓ Sudah terkirim, belum disimpan.");
  }

  refuse(words) {
    this.bar.remove();
    this.words.className = "error";
    this.words.setAttribute("role", "alert");
    this.words.textContent = words;
    this.news.remove();
    this.button.textContent = "Tutup";
    this.button.addEventListener("click", () => this.remove());
  }

  say(words) {
    this.words.textContent = words;
    this.news.textContent = words;
  }

  remove() {
    this.box.remove();
  }
}

function element(tag, classes, text = "") {
  const made = document.createElement(tag);
  made.className = classes;
  made.textContent = text;
  return made;
}
