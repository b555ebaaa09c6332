// The messages on the page: added, replaced, dressed for who reads them (the pieces that are sent are the same for all).
const NEAR = 160; // pixels: who stands so near to the end wants to see what comes
const TOGETHER = 5; // minutes: messages of one person that stand together
const QUOTED = 140; // letters of what is answered
const SPOKEN = 3000; // until then a screen reader has taken up what was added; what changes in it later is not read again

export class Log {
  constructor(root, me) {
    this.root = root;
    this.me = me;
    this.list = root.querySelector(".msgs");
    this.pill = null;
    this.dress(this.list);
    addEventListener("scroll", () => this.atEnd() && this.clearPill(), { passive: true });
  }

  append(html, state = "") {
    const item = pieceOf(html);
    if (document.getElementById(item.id)) return;
    const last = this.list.lastElementChild;
    if (last?.dataset.hari !== item.dataset.hari) this.list.append(dayOf(item));
    if (state) item.querySelector(".msg-head").append(stateOf(state));
    this.dressOne(item, this.list.lastElementChild);
    this.list.append(item);
    setTimeout(() => item.setAttribute("aria-live", "off"), SPOKEN);
  }

  replace(id, html) {
    const old = document.querySelector(`.msg[data-id="${CSS.escape(id)}"]`);
    const item = pieceOf(html);
    this.quote(item);
    if (!old) return;
    const held = old.contains(document.activeElement) && document.activeElement.value;
    this.dressOne(item, old.previousElementSibling);
    old.setAttribute("aria-live", "off"); // it was read when it came
    const written = old.querySelector(".msg-edit"); // one's own words, being changed
    const said = old.querySelector(".msg-text")?.innerHTML;
    old.replaceChildren(...item.childNodes);
    old.className = item.className;
    const text = old.querySelector(".msg-text");
    if (written && text) {
      text.hidden = text.innerHTML === said; // changed in another window: both are to be seen
      old.querySelector(".msg-body").append(written);
    }
    if (held) old.querySelector(`[value="${CSS.escape(held)}"]`)?.focus();
  }

  // What quotes it quotes it as it stands now: words that were taken away are gone there too.
  quote(item) {
    const words = item.querySelector(".msg-text")?.textContent.trim().replace(/\s+/g, " ") ?? "";
    for (const each of this.root.querySelectorAll(`.msg-quote[href$="#${item.id}"]`)) {
      if (item.querySelector(".msg-instead")) each.remove();
      else if (words) each.lastChild.textContent = ` ${words.length > QUOTED ? `${words.slice(0, QUOTED)} …` : words}`;
    }
  }

  // All messages as a page that was fetched anew has them, after too many were missed; the number they go up to.
  anew(page) {
    const list = page.querySelector("[data-riwayat]");
    this.dress(list);
    this.root.replaceChildren(list);
    this.list = list;
    const talk = this.root.parentElement;
    for (const each of talk.querySelectorAll(":scope > .msgs:not([data-part])")) each.remove(); // with a gap below them
    talk.querySelector(".room-older")?.remove();
    const older = page.querySelector(".room-older");
    if (older) {
      const said = document.createElement("span");
      said.className = "soft small";
      said.textContent = "Banyak yang tertulis selama Anda terputus; ini yang terbaru. ";
      older.prepend(said);
      talk.prepend(older);
    }
    this.toEnd();
    return Number(list.dataset.n);
  }

  dress(list) {
    let before = null;
    for (const item of list.children) {
      if (item.matches(".msg")) this.dressOne(item, before);
      before = item;
    }
  }

  dressOne(item, before) {
    item.classList.toggle("is-mine", item.dataset.oleh === this.me);
    const follows = before?.dataset.oleh === item.dataset.oleh && item.dataset.menit - before.dataset.menit < TOGETHER;
    item.classList.toggle("is-next", follows);
    for (const sign of item.querySelectorAll(".sign[data-oleh]")) {
      sign.setAttribute("aria-pressed", String(sign.dataset.oleh.split(" ").includes(this.me)));
    }
  }

  atEnd() {
    const page = document.documentElement;
    return page.scrollHeight - scrollY - innerHeight < NEAR;
  }

  toEnd(wanted = true) {
    if (!wanted) return;
    this.clearPill();
    scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
  }

  offerEnd() {
    if (!this.pill) {
      this.pill = document.createElement("button");
      this.pill.type = "button";
      this.pill.className = "room-pill";
      this.pill.count = 0;
      this.pill.addEventListener("click", () => this.toEnd());
      document.body.append(this.pill);
    }
    this.pill.count += 1;
    this.pill.textContent = `${this.pill.count} pesan baru ↓`;
  }

  clearPill() {
    this.pill?.remove();
    this.pill = null;
  }
}

export function stateOf(words) {
  const mark = document.createElement("span");
  mark.className = "msg-state";
  mark.textContent = ` ✓ ${words}`;
  return mark;
}

function dayOf(item) {
  const line = document.createElement("li");
  const words = document.createElement("span");
  line.className = "msg-day";
  words.textContent = item.dataset.hari;
  line.append(words);
  return line;
}

export function pieceOf(html) {
  const made = document.createElement("template");
  made.innerHTML = html.trim();
  return made.content.firstElementChild;
}
