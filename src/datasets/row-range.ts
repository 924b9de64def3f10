import type { VectorSource } from '../backends/backend.js';

/** Refuses rows a source does not have and a destination too small for those it has. */
export function checkRowRange(
  source: Pick<VectorSource, 'identity' | 'n' | 'd'>,
  start: number,
  count: number,
  into: Float32Array,
): void {
  const inside = Number.isInteger(start) && Number.isInteger(count) && start >= 0 && count >= 0;
  if (!inside || start + count > source.n) {
    throw new RangeError(
      `expected rows within 0..${source.n} of ${source.identity}, got ${start}..${start + count}`,
    );
  }
  if (into.length < count * source.d) {
    throw new RangeError(`expected room for ${count} x ${source.d} floats, got ${into.length}`);
  }
}
