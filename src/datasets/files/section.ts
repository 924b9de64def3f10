import type { VectorSource } from '../../backends/backend.js';
import { checkRowRange } from '../row-range.js';

/** Rows `first .. first + n` of a source, as a source of its own; closing it closes nothing. */
export function section(source: VectorSource, first: number, n: number): VectorSource {
  const whole = first === 0 && n === source.n;
  return {
    identity: whole ? source.identity : `${source.identity}:rows=${first}+${n}`,
    n,
    d: source.d,
    async read(start, count, into) {
      checkRowRange(this, start, count, into);
      await source.read(first + start, count, into);
    },
    close: async () => undefined,
  };
}
