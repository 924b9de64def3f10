import { UsageError } from '../../errors.js';

const TARGETS = {
  u1: { array: Uint8Array, least: 0, most: 255 },
  i1: { array: Int8Array, least: -128, most: 127 },
  i4: { array: Int32Array, least: -(2 ** 31), most: 2 ** 31 - 1 },
} as const;

/** Rows as integers, for formats that hold nothing else. Refuses what would change. */
export function narrow<Target extends keyof typeof TARGETS>(
  target: Target,
  rows: Float32Array,
  d: number,
  firstRow: number,
  format: string,
): InstanceType<(typeof TARGETS)[Target]['array']> {
  const { array, least, most } = TARGETS[target];
  const integers = new array(rows);
  for (let i = 0; i < rows.length; i++) {
    if (integers[i] === rows[i]) continue;
    throw new UsageError(
      `expected whole numbers from ${least} to ${most}, which is all a ${format} file holds; got ${rows[i]} in row ` +
        `${firstRow + Math.floor(i / d)}, column ${i % d}. Write .fvecs, .fbin or .npy instead.`,
    );
  }
  return integers as InstanceType<(typeof TARGETS)[Target]['array']>;
}
