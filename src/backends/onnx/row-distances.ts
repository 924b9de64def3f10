import type { Metric, Rows, Timeline } from '../backend.js';
import type { EngineLimits } from './engine-limits.js';
import { largestSize, powerOfTwoScale } from './kernels/scale.js';
import { scaledBy, unitRows } from './kernels/scaled-rows.js';
import type { Sessions } from './sessions.js';

/** Between these, squares of coordinates and their sums stay well within float32. */
const SMALLEST_PLAIN = 2 ** -40;
const LARGEST_PLAIN = 2 ** 40;

/** Distance of row i of `x` to row i of `y`, in chunks of rows that keep the intermediates bounded. */
export async function rowDistances(
  sessions: Sessions,
  timeline: Timeline,
  { differenceBytes }: EngineLimits,
  x: Rows,
  y: Rows,
  metric: Metric,
): Promise<Float32Array> {
  const { n, d } = x;
  const distances = new Float32Array(n);
  const session = await sessions.shared(metric === 'cosine' ? 'dot pairs' : `${metric} pairs`);
  const most = Math.max(1, Math.floor(differenceBytes / (d * Float32Array.BYTES_PER_ELEMENT)));
  for (let start = 0; start < n; start += most) {
    const count = Math.min(most, n - start);
    const pair = timeline.time('compute', () =>
      comparable(metric, part(x, start, count), part(y, start, count), d),
    );
    const feeds = { x: sessions.floats(pair.x, count, d), y: sessions.floats(pair.y, count, d) };
    const sums = await sessions.values(session, feeds, 'sums');
    timeline.time('compute', () => {
      for (let i = 0; i < count; i++)
        distances[start + i] = distanceOf(metric, sums[i] ?? Number.NaN, pair.scale);
    });
  }
  return distances;
}

function part({ d, data }: Rows, start: number, count: number): Float32Array {
  return data.subarray(start * d, (start + count) * d);
}

/** The rows as they are fed: only cosine, and coordinates of extreme size, need a copy. */
function comparable(metric: Metric, x: Float32Array, y: Float32Array, d: number) {
  if (metric === 'cosine') return { x: unitRows(x, d), y: unitRows(y, d), scale: 1 };
  const largest = Math.max(largestSize(x, 0, x.length), largestSize(y, 0, y.length));
  if (largest >= SMALLEST_PLAIN && largest <= LARGEST_PLAIN) return { x, y, scale: 1 };
  const scale = powerOfTwoScale(largest);
  return { x: scaledBy(x, scale), y: scaledBy(y, scale), scale };
}

function distanceOf(metric: Metric, sum: number, scale: number): number {
  switch (metric) {
    case 'l2':
      return Math.sqrt(sum) / scale;
    case 'l1':
      return sum / scale;
    case 'dot':
      return -sum / scale ** 2;
    case 'cosine':
      return 1 - sum;
  }
}
