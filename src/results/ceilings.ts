import type { Row } from './columns.js';

/** The most that a device was seen to do: what a kernel's rate is a share of (Williams, Waterman and Patterson 2009). */
export interface Ceiling {
  /** As rows name it. */
  readonly device: string;
  /** CPU threads that it takes; null for a device that is used whole. */
  readonly threads: number | null;
  /** Backend and engine whose loops reached it, such as `native (avx2)`. */
  readonly measuredBy: string;
  /** Bytes read from memory, in 1e9 a second. */
  readonly readGbps: number;
  /** Multiplications and additions of float32, in 1e9 a second. */
  readonly fp32Gflops: number;
  /** The same of int8 with int32 sums; absent where no loop does it. */
  readonly int8Gops?: number | undefined;
}

export const BOUNDS = ['compute', 'memory'] as const;

/**
 * Fills `ceilingPercent` and `boundBy` of rows with rates: of the two ceilings of the device that answered, the row's
 * question binds on the one that takes it longer, and its time there is this share of the time it took.
 */
export function withCeilingShares(rows: readonly Row[], ceilings: readonly Ceiling[]): Row[] {
  return rows.map((row) => ('ceilingPercent' in row ? { ...row, ...shareOf(row, ceilings) } : row));
}

function shareOf(row: Row, ceilings: readonly Ceiling[]): Row {
  const ceiling = ceilings.find(({ device, threads }) =>
    // An engine may add to the CPU's name what it makes of it.
    threads === null
      ? device === row.device
      : threads === row.threads && typeof row.device === 'string' && row.device.startsWith(device),
  );
  const { gflops, gbps } = row;
  if (ceiling === undefined || row.check !== 'pass' || typeof gflops !== 'number') {
    return { ceilingPercent: null, boundBy: null };
  }
  // A certified search multiplies int8.
  const peak = row.precision === 'certified' ? ceiling.int8Gops : ceiling.fp32Gflops;
  if (peak === undefined) return { ceilingPercent: null, boundBy: null };
  const compute = gflops / peak;
  const memory = typeof gbps === 'number' ? gbps / ceiling.readGbps : 0;
  return compute >= memory
    ? { ceilingPercent: 100 * compute, boundBy: 'compute' }
    : { ceilingPercent: 100 * memory, boundBy: 'memory' };
}
