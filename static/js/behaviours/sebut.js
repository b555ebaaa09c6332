// Offers names of members while "@na" is typed in a textarea; a tap or Enter completes it. Without it a name is typed in full.
const PAUSE = 150;
const TYPED = /(?:^|[^\w@./])@([\p{L}\p{N}_.'’-]{1,30}(?: [\p{L}]{1,20})?)$/u;

export default function sebut(area) {
  const list = document.createElement("ul");
  list.className = "mentions";
  list.id = `${area.id}-sebut`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Anggota yang cocok");
  list.hidden = true;
  area.after(list);
  area.setAttribute("aria-controls", list.id);
  area.setAttribute("aria-autocomplete", "list");
  let timer = null;
  let asked = "";

  const typed = () => area.value.slice(0, area.selectionStart).match(TYPED)?.[1];
  const chosen = () => list.querySelector("[aria-selected=true]");
  const close = () => {
    list.hidden = true;
    area.removeAttribute("aria-activedescendant");
  };

  const mark = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    area.setAttribute("aria-activedescendant", option.id);
  };

  const take = (option) => {
    const until = area.selectionStart;
    const from = until - typed().length;
    area.setRangeText(`${option.dataset.sign} `, from, until, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    area.focus();
  };

  async function offer() {
    const words = typed();
    if (!words) return close();
    asked = words;
    let people = [];
    try {
      const answer = await fetch(`${area.dataset.source}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      people = answer.ok ? await answer.json() : [];
    } catch {
      // No line: the name is typed in full.
    }
    if (asked !== words || words !== typed()) return;
    list.replaceChildren(...people.map(option));
    list.hidden = !people.length;
    if (people.length) mark(list.firstChild);
    else close();
  }

  function option(person, place) {
    const line = document.createElement("li");
    line.id = `${list.id}-${place}`;
    line.dataset.sign = person.sebut;
    line.textContent = person.nama;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    line.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(line);
    });
    return line;
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, PAUSE);
  });
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (list.hidden || !chosen()) return;
    if (event.key === "ArrowDown") mark(chosen().nextSibling ?? list.firstChild);
    else if (event.key === "ArrowUp") mark(chosen().previousSibling ?? list.lastChild);
    else if (event.key === "Enter" || event.key === "Tab") take(chosen());
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
