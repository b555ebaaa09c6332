// What can be done with a message, in a dialog of this page: the link it hangs on leads to a page that does the same.
import { complain, part } from "./page.js";

export function menu({ room, line, answer }, item) {
  const made = document.getElementById("menu-pesan").content;
  const dialog = made.cloneNode(true).firstElementChild;
  const message = about(item);
  const path = `${room.path}/pesan/${message.id}`;
  const ways = { ubah: `${path}/ubah`, hapus: `${path}/hapus`, lapor: `/laporan/diskusi/${message.id}`, "": path };
  dialog.querySelector("#menu-judul").textContent = `${message.name}, ${message.time}`;
  const leads = document.querySelector("[data-room]").dataset.moderator === "1";
  for (const each of dialog.querySelectorAll("[data-untuk]")) {
    const whose = each.dataset.untuk;
    each.hidden = message.gone || ("moderator" in each.dataset && !leads) || (whose === "saya" && !message.mine) || (whose === "lain" && message.mine);
  }
  for (const each of dialog.querySelectorAll("[data-ke]")) each.href = ways[each.dataset.ke];
  for (const each of dialog.querySelectorAll("[data-tanggapan]")) {
    const given = item.querySelector(`.sign[value="${message.id}:${each.dataset.tanggapan}"]`)?.getAttribute("aria-pressed") === "true";
    each.setAttribute("aria-pressed", String(given));
    each.addEventListener("click", () => done(dialog, () => act(line, "react", { pesan: message.id, tanggapan: each.dataset.tanggapan, ada: !given })));
  }
  dialog.querySelector("[data-ke=ubah]")?.addEventListener("click", (event) => {
    if (!line.joined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    done(dialog, () => import("./edit.js").then(({ edit }) => edit({ line }, item, ways.ubah)));
  });
  const pinned = Boolean(part("sematan").querySelector(`a[href$="#p${item.dataset.n}"]`));
  const pin = dialog.querySelector("[data-lakukan=sematkan]");
  if (pin) {
    pin.closest("li").hidden = message.gone || !leads;
    pin.querySelector("span").textContent = pinned ? "Lepas sematan" : "Sematkan";
  }
  if (message.gone) for (const name of ["balas", "salin"]) dialog.querySelector(`[data-lakukan=${name}]`)?.closest("li").setAttribute("hidden", "");
  const deeds = {
    balas: () => answer(message),
    salin: () => navigator.clipboard?.writeText(message.whole),
    sematkan: () => act(line, "pin", { pesan: message.id, ada: !pinned }),
    hapus: () => act(line, "delete", { pesan: message.id }),
  };
  for (const each of dialog.querySelectorAll("[data-lakukan]")) {
    each.addEventListener("click", () => {
      if (each.dataset.lakukan === "hapus" && !each.dataset.sure) {
        each.dataset.sure = "1";
        each.querySelector("span").textContent = "Hapus pesan ini? Ketuk sekali lagi";
      } else done(dialog, deeds[each.dataset.lakukan]);
    });
  }
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

// Gives a sign under a message, or takes it back.
export function sign({ line }, button) {
  const [id, kind] = button.value.split(":");
  act(line, "react", { pesan: id, tanggapan: kind, ada: button.getAttribute("aria-pressed") !== "true" });
}

function done(dialog, deed) {
  dialog.close();
  deed();
}

async function act(line, event, data) {
  const answered = line.joined ? await line.ask(event, data) : { ok: false, message: "Belum tersambung. Coba lagi begitu tersambung." };
  if (!answered.ok) complain(answered.message);
}

function about(item) {
  const words = item.querySelector(".msg-text")?.innerText.trim() ?? "";
  return {
    id: item.dataset.id,
    name: item.querySelector(".msg-head b").textContent,
    time: item.querySelector("time").textContent,
    words: words.length > 120 ? `${words.slice(0, 120)} …` : words,
    whole: words,
    mine: item.classList.contains("is-mine"),
    gone: Boolean(item.querySelector(".msg-instead")),
  };
}
