// What is shown to all: opened where there is room for it, and left to be looked at by oneself, at one's own page.
const WIDE = matchMedia("(min-width: 1000px)");
let own = null; // {link, page} while one looks by oneself
let seen = ""; // what has been opened by itself once

export function exhibit(part) {
  const fold = part.querySelector(".exhibit");
  if (!fold || fold.attended) return;
  fold.attended = true;
  const { bahan: link, halaman, dari } = fold.dataset;
  const picture = fold.querySelector(".exhibit-page");
  const alone = fold.querySelector("[data-sendiri]");
  if (own?.link !== link) own = null;
  if (seen !== link && WIDE.matches) fold.open = true;
  seen = link;

  picture?.addEventListener("error", () => refuse(picture));
  if (picture && Number(dari) > 1) alone.addEventListener("click", leave);
  const thing = fold.querySelector("[data-isi]");
  if (thing) {
    fold.addEventListener("toggle", () => fold.open && fill(thing));
    if (fold.open) fill(thing);
  }
  if (own) look();

  function leave(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    own = { link, page: Number(halaman) };
    look().querySelector("button")?.focus();
  }

  // One's own way through the pages, in place of the link.
  function look() {
    const bar = document.createElement("p");
    bar.className = "exhibit-own small";
    const words = document.createElement("span");
    const go = (step) => {
      own.page = Math.min(Math.max(own.page + step, 1), Number(dari));
      picture.src = `${link}/${own.page}`;
      picture.alt = picture.alt.replace(/^Halaman \d+/, `Halaman ${own.page}`);
      words.textContent = `Anda di halaman ${own.page} dari ${dari}`;
    };
    const follow = () => {
      own = null;
      picture.src = `${link}/${halaman}`;
      bar.remove();
      alone.hidden = false;
      alone.focus();
    };
    bar.append(choice("‹ Mundur", () => go(-1)), words, choice("Maju ›", () => go(1)), choice("Ikuti moderator", follow));
    alone.hidden = true;
    alone.parentElement.before(bar);
    go(0);
    return bar;
  }
}

async function fill(thing) {
  if (thing.filled) return;
  thing.filled = true;
  const answer = await fetch(thing.dataset.isi, { credentials: "same-origin" }).catch(() => null);
  if (answer?.ok) thing.innerHTML = await answer.text();
  else {
    thing.filled = false;
    thing.textContent = "Belum termuat. Tutup, lalu buka lagi.";
  }
}

function refuse(picture) {
  const words = document.createElement("p");
  words.className = "soft";
  words.textContent = "Halaman ini tidak dapat ditampilkan: bahannya bukan untuk akun Anda, atau sambungan sedang terputus.";
  picture.replaceWith(words);
}

function choice(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-line btn-small";
  button.textContent = words;
  button.addEventListener("click", act);
  return button;
}
