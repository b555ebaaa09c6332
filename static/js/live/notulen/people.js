// Who has the notulen open and who is writing where: told by the server, kept nowhere.
const GONE = 7000; // a sign of writing holds so long

export function people(here) {
  const writers = new Map(); // by person: where, until when

  function show() {
    const places = new Map();
    for (const { name, place } of writers.values()) places.set(place, [...(places.get(place) ?? []), name]);
    for (const line of document.querySelectorAll("[data-di]")) {
      const names = places.get(line.dataset.di) ?? [];
      const words = names.length > 2 ? `${names.length} orang sedang menulis di sini` : names.length ? `${names.join(" dan ")} sedang menulis di sini` : "";
      if (line.textContent !== words) line.textContent = words;
    }
  }

  return {
    people({ jumlah, nama }) {
      const more = jumlah - nama.length;
      here.part("orang").textContent = `${jumlah} orang membuka: ${nama.join("; ")}${more > 0 ? `, dan ${more} lainnya` : ""}`;
    },
    being({ oleh, bagian }) {
      if (oleh.id === here.me) return;
      clearTimeout(writers.get(oleh.id)?.timer);
      const timer = setTimeout(() => (writers.delete(oleh.id), show()), GONE);
      writers.set(oleh.id, { name: oleh.nama.split(",")[0], place: bagian, timer });
      show();
    },
  };
}
