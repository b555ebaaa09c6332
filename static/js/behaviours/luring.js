// "Simpan untuk dibaca luring": keeps this page and its pictures in this browser, and removes them again.
import { ask, here, size, when } from "./pekerja.js";

export default async function luring(element) {
  if (!navigator.serviceWorker || "luring" in document.documentElement.dataset) return;
  const button = element.querySelector("[data-simpan-luring]");
  const words = button.querySelector("span");
  const status = element.querySelector("[role=status]");
  let kept = (await ask({ minta: "daftar" })).find((each) => each.path === here());

  const show = () => {
    words.textContent = kept ? "Hapus dari perangkat ini" : "Simpan untuk dibaca luring";
    status.textContent = kept ? `Tersimpan di perangkat ini (${size(kept.bytes)}), ${when(kept.at)}. ` : "";
    if (kept) status.append(link("/luring", "Lihat semua"));
    element.hidden = false;
  };

  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      kept = await ask({ minta: kept ? "hapus" : "simpan", path: here() });
      show();
    } catch (fault) {
      status.textContent =
        fault.name === "QuotaExceededError"
          ? "Belum tersimpan: tempat di perangkat ini penuh. Hapus beberapa halaman tersimpan, lalu coba lagi."
          : "Belum tersimpan: internet terputus atau halaman ini tidak dapat disimpan. Coba lagi selagi ada internet.";
    }
    button.disabled = false;
  });
  show();
}

export function link(href, text) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = text;
  return made;
}
