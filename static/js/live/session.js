// A session in a room: one's own hand, who leads, what was announced, how the agenda stands, when one may write again.
// Its buttons belong to a form that does the same without this script; its parts are drawn by the server, alike for all.
import { complain, part } from "./room/page.js";

// What each button asks for; the server answers the form and the line alike.
const ASKS = {
  hand: ({ value }) => ({ ada: value === "1" }),
  turn: ({ name, value }) => ({ tangan: value, ada: name === "beri" }),
  lock: ({ value }) => ({ ada: value === "1" }),
  take_down: ({ value }) => ({ pengumuman: value }),
  agenda: ({ value }) => ({ ke: value === "selesai" ? null : Number(value) }),
  page: ({ value }) => ({ ke: Number(value) }),
  hide: () => ({}),
};

export default function session(element, { line, room }) {
  const root = document.querySelector("[data-room]");
  const place = (name) => document.querySelector(`[data-bagian="${name}"]`);
  const hand = part("tangan");
  const named = () => place("moderator").querySelector("[data-moderator-id]").dataset.moderatorId.split(" ");
  const byOffice = root.dataset.moderator === "1" && !named().includes(room.me);
  let known = announced();
  let left = null; // what was open and where the keyboard was before a part was drawn anew

  function say(words) {
    part("ucapan").textContent = words;
  }

  function announced() {
    return new Set([...place("pengumuman").children].map((each) => each.dataset.id));
  }

  const drawn = {
    antrean() {
      const own = place("antrean").querySelector(`[data-oleh="${room.me}"]`);
      const speaking = Boolean(own?.dataset.giliran);
      place("antrean").querySelector(".queue")?.classList.toggle("is-mine", speaking);
      if (!hand) return;
      const words = !own ? "Angkat tangan" : speaking ? "Selesai bicara" : "Turunkan tangan";
      if (hand.textContent.trim() === words) return;
      hand.value = own ? "0" : "1";
      hand.querySelector("span").textContent = words;
      if (speaking) say("Giliran Anda berbicara.");
    },
    pengumuman() {
      const before = known;
      known = announced();
      for (const each of place("pengumuman").children) {
        if (!before.has(each.dataset.id)) say(each.querySelector(".room-notice-text").innerText);
      }
    },
    moderator() {
      const leads = byOffice || named().includes(room.me);
      if (leads === (root.dataset.moderator === "1")) return;
      root.dataset.moderator = leads ? "1" : "";
      say(leads ? "Anda sekarang moderator ruang ini." : "Anda bukan lagi moderator ruang ini.");
      wait();
    },
    aturan() {
      say(place("aturan").innerText);
      wait();
    },
    agenda() {
      count();
      const now = place("agenda").querySelector("summary b");
      if (now) say(`Sekarang: ${now.textContent}`);
    },
    bahan: () => exhibit(),
  };

  // What only some sessions need is fetched where it is needed; what the server wrote stands until then.
  const fetched = (name, use) => import(`./session/${name}.js`).then(use, () => {});
  let slow = false;
  function wait() {
    slow ||= Boolean(place("aturan")?.querySelector("[data-jeda]"));
    if (slow) fetched("patience", ({ look }) => look({ room, root, rules: place("aturan"), say }));
  }
  function count() {
    if (place("agenda").querySelector("[data-mulai]")) fetched("clock", ({ look }) => look(place("agenda")));
  }
  function exhibit() {
    if (place("bahan").firstElementChild) fetched("exhibit", (module) => module.exhibit(place("bahan")));
  }

  // A part that is drawn anew stays open, and the keyboard stays where it was.
  document.addEventListener("sebelum-bagian", ({ target }) => {
    const active = target.contains(document.activeElement) ? document.activeElement : null;
    left = { open: target.querySelector("details")?.open, held: active?.textContent.trim() };
  });
  document.addEventListener("bagian", ({ target }) => {
    const name = target.dataset.bagian;
    if (!(name in drawn)) return;
    const fold = target.querySelector("details");
    if (fold && left?.open !== undefined) fold.open = left.open;
    if (left?.held) (alike(target, left.held) ?? target.querySelector("summary") ?? hand)?.focus();
    left = null;
    drawn[name]();
  });

  const alike = (target, words) => [...target.querySelectorAll("button")].find((each) => each.textContent.trim() === words);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[form=sesi][data-tanya]");
    if (!button || (!line.joined && navigator.onLine)) return; // without a line the form goes
    event.preventDefault();
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    const answer = await line.ask(button.dataset.tanya, ASKS[button.dataset.tanya](button));
    button.removeAttribute("aria-busy");
    if (!answer.ok) complain(answer.message);
  });

  drawn.antrean();
  exhibit();
  count();
  wait();
}
