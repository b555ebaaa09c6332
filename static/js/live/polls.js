// Polls above the talk: one votes over the line, and the sums arrive gathered. The pieces are the same for everyone; what
// this person chose is written into them here, and survives a new drawing. Without this script the buttons post forms.
import { part } from "./room/page.js";

let page;

export default function polls(list, here) {
  page ??= begin(list.closest(".polls"), here);
  page();
}

function begin(panel, { line, room }) {
  const place = panel.querySelector("[data-bagian]");
  const mine = JSON.parse(panel.dataset.saya);
  const unsent = new Map(); // what is chosen and not sent, by poll
  const sums = new Map(); // the newest piece of each poll
  const unfolded = new Set();
  const states = new Map();
  const follow = strip(panel);
  const all = () => [...place.querySelectorAll("[data-jajak]")];
  const own = (poll) => mine[poll.dataset.jajak];

  place.addEventListener("sebelum-bagian", () => {
    unfolded.clear();
    for (const each of place.querySelectorAll("details[open]")) unfolded.add(each.dataset.lipat);
    for (const poll of all()) {
      const now = chosen(poll);
      const sent = own(poll)?.pilihan ?? [];
      if (now.some(Boolean) && now.join() !== sent.join()) unsent.set(poll.dataset.jajak, { now, words: words(poll) });
    }
  });

  // Writes what concerns this person into the pieces; at first the server has, and something may be chosen already.
  function dress() {
    const first = states.size === 0;
    for (const poll of all()) {
      const id = poll.dataset.jajak;
      if (sums.has(id)) show(id, sums.get(id));
      const kept = unsent.get(id);
      if (poll.dataset.terbuka && !first) choose(poll, kept?.now ?? own(poll)?.pilihan ?? []);
      sayOwn(poll, own(poll), kept && !poll.dataset.terbuka ? kept.words : "");
    }
    for (const each of place.querySelectorAll("details")) each.open = unfolded.has(each.dataset.lipat);
    announce();
    follow(all().filter((poll) => poll.dataset.terbuka && !own(poll)));
  }

  function announce() {
    const first = states.size === 0 && panel.dataset.ada; // they stood in the page when it came
    for (const poll of all()) {
      const shown = Boolean(poll.querySelector(".chart"));
      const state = poll.dataset.terbuka ? "dibuka" : shown ? "ditampilkan hasilnya" : "ditutup";
      const changed = states.get(poll.dataset.jajak) !== state;
      states.set(poll.dataset.jajak, state);
      if (changed && !first) part("jajak-kabar").textContent = `Jajak pendapat ${state}: ${poll.querySelector("h2").textContent}`;
    }
  }

  function show(id, html) {
    const old = place.querySelector(`[data-hasil="${CSS.escape(id)}"]`);
    const made = document.createElement("template");
    made.innerHTML = html.trim();
    const fresh = made.content.firstElementChild;
    if (!old || !fresh || Number(fresh.dataset.ke) < Number(old.dataset.ke)) return;
    sums.set(id, html);
    const folded = old.querySelector("details")?.open;
    old.replaceWith(fresh);
    if (folded) fresh.querySelector("details")?.setAttribute("open", "");
  }

  // The sums alone: what was opened or closed comes among the messages, and may be newer than this answer.
  function showAll(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const each of page.querySelectorAll("[data-hasil]")) show(each.dataset.hasil, each.outerHTML);
  }

  async function vote(poll, button) {
    const id = poll.dataset.jajak;
    button.disabled = true;
    const answer = await line.ask("vote", { jajak: id, pilihan: chosen(poll) });
    button.disabled = false;
    if (answer.ok || answer.code === "sudah_memilih") {
      mine[id] = { pilihan: answer.pilihan ?? [], kata: answer.kata ?? [] };
      unsent.delete(id);
      dress();
    }
    complain(poll, answer.ok ? "" : answer.code === "putus" ? "Sambungan terputus. Pilihan Anda tetap di sini; kirim lagi." : answer.message);
  }

  async function run(poll, button) {
    button.disabled = true;
    const answer = await line.ask("poll", { jajak: poll.dataset.jajak, tindakan: button.dataset.tindakan });
    button.disabled = false;
    if (!answer.ok) complain(poll, answer.message);
  }

  function complain(poll, said) {
    const line = poll.isConnected && poll.querySelector("[data-galat]");
    if (!line) return;
    line.textContent = said;
    line.hidden = !said;
  }

  panel.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pilih], [data-tindakan]");
    const poll = button?.closest("[data-jajak]");
    if (!poll || !line.joined) return; // the form does it
    event.preventDefault();
    if ("pilih" in button.dataset) vote(poll, button);
    else run(poll, button);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.type !== "text") return;
    event.preventDefault(); // the form stands for several polls
    event.target.closest("[data-jajak]").querySelector("[data-pilih]").click();
  });
  panel.addEventListener("change", (event) => {
    if (event.target.localName !== "select" || !event.target.value) return;
    for (const other of event.target.closest("fieldset").querySelectorAll("select")) {
      if (other !== event.target && other.value === event.target.value) other.value = "";
    }
  });
  line.on("hitungan", (said) => said.jenis === "jajak" && show(said.id, said.potongan));

  let before = line.joined;
  line.whenJoined(async (now) => {
    if (now && before) {
      const answer = await fetch(`${room.path}/jajak?potongan=1`).catch(() => ({})); // the sums have no numbers: what was missed is fetched
      if (answer.ok) showAll(await answer.text());
    }
    before ||= now;
  });
  return dress;
}

// A ballot on the page: what is chosen on it, and how that is written into a piece that is the same for everyone.
const fields = (poll) => [...poll.querySelectorAll(".poll-form :is(input, select)")];
const ticks = (field) => field.type === "radio" || field.type === "checkbox";

// What is chosen, as the server takes it.
function chosen(poll) {
  return fields(poll)
    .filter((field) => !ticks(field) || field.checked)
    .map((field) => field.value);
}

function choose(poll, values) {
  let place = 0;
  for (const field of fields(poll)) {
    if (ticks(field)) field.checked = values.includes(field.value);
    else field.value = values[place++] ?? "";
  }
}

// What is chosen, as a person reads it.
function words(poll) {
  return fields(poll)
    .filter((field) => (ticks(field) ? field.checked : field.value))
    .map((field) => field.selectedOptions?.[0].textContent ?? (ticks(field) ? field.nextElementSibling.textContent : field.value))
    .join(", ");
}

// `lost` is what was chosen and not sent before the poll was closed.
function sayOwn(poll, own, lost) {
  const line = poll.querySelector("[data-saya]");
  poll.classList.toggle("has-voted", Boolean(own));
  const said = [];
  if (own) said.push(poll.dataset.anonim ? "Suara Anda tercatat, tanpa nama." : `Suara Anda: ${own.kata.join(", ")}.`);
  if (own && !poll.dataset.anonim && "benar" in poll.dataset) said.push(isRight(poll, own) ? "Jawaban Anda benar." : "Jawaban Anda belum tepat.");
  if (lost) said.push(`Ditutup sebelum suara Anda terkirim. Yang Anda pilih: ${lost}.`);
  const text = said.join(" ");
  if (line.textContent !== text) line.textContent = text;
  line.hidden = !text;
}

function isRight(poll, own) {
  const right = poll.dataset.benar.trim().split(" ");
  return right.length === own.pilihan.length && right.every((each) => own.pilihan.includes(each));
}

// A line above the composer that leads to a poll one has not voted in, as long as that poll is out of sight.
function strip(panel) {
  const foot = document.querySelector(".room-foot");
  if (!foot || !panel.classList.contains("can-vote")) return () => {};
  const link = document.createElement("a");
  const question = document.createElement("span");
  const deed = document.createElement("b");
  link.className = "poll-strip";
  link.hidden = true;
  deed.textContent = "Pilih";
  link.append(question, deed);
  foot.prepend(link);
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.target.isConnected) link.hidden = entry.isIntersecting;
  });

  return ([poll]) => {
    seen.disconnect();
    link.hidden = true;
    if (!poll) return;
    link.href = `#${poll.id}`;
    question.textContent = `Jajak pendapat: ${poll.querySelector("h2").textContent}`;
    seen.observe(poll);
  };
}
