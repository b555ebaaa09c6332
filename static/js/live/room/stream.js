// The numbers of a room: each event is shown once and in order, whatever way it came. Where one is missing, whoever holds
// the line asks for it.
export class Stream {
  constructor(last, show) {
    this.last = last;
    this.show = show;
    this.early = new Map();
  }

  // Takes one event; whether something before it is still missing.
  take(entry) {
    if (entry.n > this.last) this.early.set(entry.n, entry);
    this.go();
    return this.early.size > 0;
  }

  go() {
    while (this.early.has(this.last + 1)) {
      const next = this.early.get(this.last + 1);
      this.early.delete(next.n);
      this.last = next.n; // before it is shown: what fails to be shown is not shown for ever
      this.show(next);
    }
  }

  // The page was loaded anew and holds everything up to `last`.
  reset(last) {
    this.last = last;
    for (const n of [...this.early.keys()]) if (n <= last) this.early.delete(n);
    this.go();
  }
}
