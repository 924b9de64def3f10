import type { Sequence } from './sequence.js';

/** Sequences that hold no memory, first come first, whether they are new or were thrown out. */
export class WaitingQueue {
  #sequences: Sequence[] = [];
  #from = 0;

  get length(): number {
    return this.#sequences.length - this.#from;
  }

  get head(): Sequence | undefined {
    return this.#sequences[this.#from];
  }

  shift(): void {
    this.#from++;
    // What was served is given up now and then, not copied each time.
    if (this.#from < 1024 || this.#from * 2 < this.#sequences.length) return;
    this.#sequences = this.#sequences.slice(this.#from);
    this.#from = 0;
  }

  add(sequence: Sequence): void {
    const { id } = sequence.request;
    const last = this.#sequences.at(-1);
    if (this.length === 0 || last === undefined || last.request.id < id) {
      this.#sequences.push(sequence);
      return;
    }
    // One that was thrown out is older than nearly all that wait.
    let at = this.#from;
    while ((this.#sequences[at]?.request.id ?? id) < id) at++;
    this.#sequences.splice(at, 0, sequence);
  }

  remove(sequence: Sequence): void {
    const at = this.#sequences.indexOf(sequence, this.#from);
    if (at >= 0) this.#sequences.splice(at, 1);
  }
}
