// What comes over the line waits while a word is being composed on the keyboard of a phone: to change the field then
// would break the word. The document itself waits, so that what is typed meanwhile needs no recalculation.
const LONGEST = 2000; // ms without a letter: then the word is left to itself

export function gate(apply) {
  const waiting = [];
  let timer = 0;

  function release() {
    clearTimeout(timer);
    timer = 0;
    for (const update of waiting.splice(0)) apply(update);
  }

  function hold() {
    clearTimeout(timer);
    timer = setTimeout(release, LONGEST);
  }

  return {
    take: (update) => (timer ? waiting.push(update) : apply(update)),
    watch(area) {
      area.addEventListener("compositionstart", hold);
      area.addEventListener("input", (event) => event.isComposing && hold());
      area.addEventListener("compositionend", () => setTimeout(release)); // after the last letter was taken
      area.addEventListener("blur", release);
    },
  };
}
