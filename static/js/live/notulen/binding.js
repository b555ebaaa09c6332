// A field and its text in the document: what is typed becomes a change of the text, what others write is put into the
// field around the caret.

export function bind({ doc, text, area, open, being }) {
  // What the page began with: a form that was refused shows what was typed, and what it began with beside it.
  const before = area.form?.elements[`${area.name}-semula`]?.value ?? area.defaultValue;
  const typed = area.value; // written before the document was here
  area.value = text.toString();
  if (typed !== before) carryOver(before, typed);

  function carryOver(old, now) {
    const mine = difference(old, now);
    const theirs = difference(old, text.toString());
    let { start, end } = mine;
    if (start >= theirs.end) {
      const moved = theirs.words.length - (theirs.end - theirs.start);
      start += moved;
      end += moved;
    } else if (end > theirs.start) start = end = theirs.start + theirs.words.length; // both changed it: keep both
    doc.transact(() => replace(start, end, mine.words), "sini");
    area.value = text.toString();
  }

  function replace(start, end, words) {
    if (end > start) text.delete(start, end - start);
    if (words) text.insert(start, words);
  }

  area.addEventListener("input", () => {
    const said = text.toString();
    if (area.value === said) return;
    const { start, end, words } = difference(said, area.value, area.selectionStart);
    doc.transact(() => replace(start, end, words), "sini");
    being();
  });

  function hear(event) {
    if (event.transaction.origin === "sini") return;
    let place = 0;
    for (const { retain, insert, delete: gone } of event.delta) {
      if (retain) place += retain;
      else if (insert) {
        area.setRangeText(insert, place, place, "preserve");
        place += insert.length;
      } else area.setRangeText("", place, place + gone, "preserve");
    }
    if (area.value !== text.toString()) area.value = text.toString();
  }

  text.observe(hear);
  open.watch(area);
  return () => text.unobserve(hear);
}

// What turns one text into another: characters `start` to `end` make way for `words`. Where letters repeat, the caret
// says which of them were typed. A letter of two halves (an emoji) is never cut.
export function difference(old, now, caret = now.length) {
  const most = Math.min(old.length, now.length);
  let end = 0;
  const behind = now.length - caret;
  while (end < most && end < behind && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  let start = 0;
  while (start < most - end && old[start] === now[start]) start += 1;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  if (start && isHigh(old, start - 1)) start -= 1;
  if (end && isLow(old, old.length - end)) end -= 1;
  return { start, end: old.length - end, words: now.slice(start, now.length - end) };
}

const isHigh = (text, place) => (text.charCodeAt(place) & 0xfc00) === 0xd800;
const isLow = (text, place) => (text.charCodeAt(place) & 0xfc00) === 0xdc00;
