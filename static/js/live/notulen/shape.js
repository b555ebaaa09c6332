// The shape of the document. Both sides name its parts so (community/notulen/rules/shape.py).
export const rootOf = (key) => `isi:${key}`;
export const LISTS = ["keputusan", "tindak"];
export const MOST_LINES = 100; // that stand, in one list

// A name for one line. randomUUID is missing where a school's address has no HTTPS.
export function newName() {
  return [...crypto.getRandomValues(new Uint8Array(9))].map((each) => each.toString(16).padStart(2, "0")).join("");
}
