// All that the server lacks, as messages that it takes: each holds only what builds on those before it.
export const MOST = 60_000; // bytes of one message; the server takes 64 kB

const RANGES = 5000; // stretches of deleted letters in one message

export function parts(Y, update, vector) {
  if (update.length <= MOST) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  const known = Y.decodeStateVector(vector);
  const waiting = new Map(); // by hand: what it wrote, in order
  for (const each of structs) {
    if (!waiting.has(each.id.client)) waiting.set(each.id.client, []);
    waiting.get(each.id.client).push(each);
  }
  const found = [];
  for (let moved = true; moved; ) {
    moved = false;
    for (const [hand, list] of waiting) {
      const run = taken(Y, hand, list, known);
      found.push(...run);
      moved ||= run.length > 0;
    }
  }
  if ([...waiting.values()].some((list) => list.length)) return [update]; // the server says what is missing
  return [...found, ...deletions(Y, ds)];
}

// What of one hand can go now, as messages.
function taken(Y, hand, list, known) {
  const has = (id) => !id || id.clock < (known.get(id.client) ?? 0);
  const whole = (each) => typeof each.parent?.clock !== "number" || has(each.parent);
  const found = [];
  let run = [];
  let size = 0;
  const close = () => {
    if (run.length) found.push(message(Y, hand, run));
    run = [];
    size = 0;
  };
  let count = 0;
  for (const each of list) {
    if (!has(each.origin) || !has(each.rightOrigin) || !whole(each)) break;
    count += 1;
    const encoder = new Y.UpdateEncoderV1();
    each.write(encoder, 0);
    const data = encoder.toUint8Array();
    if (size + data.length > MOST - 100) close();
    run.push({ clock: each.id.clock, data });
    size += data.length;
    known.set(hand, each.id.clock + each.length);
  }
  close();
  list.splice(0, count);
  return found;
}

function message(Y, hand, run) {
  const head = new Y.UpdateEncoderV1();
  for (const number of [1, run.length, hand, run[0].clock]) head.writeLen(number);
  return joined([head.toUint8Array(), ...run.map((each) => each.data), new Uint8Array([0])]); // nothing deleted
}

function deletions(Y, ds) {
  const ranges = [...ds.clients].flatMap(([hand, list]) => list.map((each) => [hand, each]));
  const found = [];
  for (let from = 0; from < ranges.length; from += RANGES) {
    const byHand = new Map();
    for (const [hand, each] of ranges.slice(from, from + RANGES)) {
      if (!byHand.has(hand)) byHand.set(hand, []);
      byHand.get(hand).push(each);
    }
    const encoder = new Y.UpdateEncoderV1();
    for (const number of [0, byHand.size]) encoder.writeLen(number);
    for (const [hand, list] of byHand) {
      for (const number of [hand, list.length, ...list.flatMap((each) => [each.clock, each.len])]) encoder.writeLen(number);
    }
    found.push(encoder.toUint8Array());
  }
  return found;
}

function joined(pieces) {
  const all = new Uint8Array(pieces.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of pieces) {
    all.set(each, at);
    at += each.length;
  }
  return all;
}
