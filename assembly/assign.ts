import { chunkRows } from './chunk';
import { exactDistance } from './exact-distance';
import { keysOf } from './keys';
import { LANES, VECTOR_BYTES } from './lanes';
import { COSINE, L2 } from './metric';
import { vectorsOf } from './queries';
import { addGroup } from './sums';

/** What is kept of a row while centroids go by: in each lane the two smallest keys, and the centroid of the first. */
const STATE_BYTES: usize = 3 * VECTOR_BYTES;

/**
 * Finds the nearest two of some centroids for rows `first .. first + count`, for l2 and cosine. Of equally near ones the
 * first counts.
 * @param groups of four centroids, packed
 * @param centroidBiases as `measureRows` gives them; NaN for what fills up the last group
 */
export function assignRows(
  metric: i32, rows: usize, biases: usize, d: i32, first: i32, count: i32, packed: usize, centroidBiases: usize,
  groups: i32, labels: usize, firsts: usize, seconds: usize, scratch: usize,
): void {
  const rowBytes: usize = (d as usize) << 2;
  const most = chunkRows(d);
  const end = first + count;
  const sums = scratch + (most as usize) * STATE_BYTES;
  for (let row = first; row < end; row += most) {
    const held = min(most, end - row);
    for (let i: usize = 0; i < (held as usize); i++) {
      v128.store(scratch + i * STATE_BYTES, f32x4.splat(Infinity));
      v128.store(scratch + i * STATE_BYTES, f32x4.splat(Infinity), 16);
      v128.store(scratch + i * STATE_BYTES, i32x4.splat(0), 32);
    }
    for (let group = 0; group < groups; group++) {
      const at = packed + (group as usize) * (LANES as usize) * vectorsOf(d) * VECTOR_BYTES;
      addGroup(false, at, LANES, rows + (row as usize) * rowBytes, d, held, sums);
      const bias = v128.load(centroidBiases + (group as usize) * VECTOR_BYTES);
      if (metric == L2) foldGroup(L2, sums, bias, group * LANES, held, scratch);
      else foldGroup(COSINE, sums, bias, group * LANES, held, scratch);
    }
    for (let i = 0; i < held; i++) {
      const at: usize = ((row + i) as usize) << 2;
      const bias = load<f32>(biases + at);
      writeNearestTwo(metric, scratch + (i as usize) * STATE_BYTES, bias, labels + at, firsts + at, seconds + at);
    }
  }
}

// @ts-ignore: decorator
@inline
function foldGroup(metric: i32, sums: usize, bias: v128, firstLabel: i32, count: i32, state: usize): void {
  const label = i32x4.add(i32x4.splat(firstLabel), i32x4(0, 1, 2, 3));
  for (let i = 0; i < count; i++, sums += VECTOR_BYTES, state += STATE_BYTES) {
    const near = keysOf(metric, bias, v128.load(sums));
    const first = v128.load(state), second = v128.load(state, 16);
    const isFirst = f32x4.lt(near, first);
    const isSecond = f32x4.lt(near, second);
    v128.store(state, v128.bitselect(near, first, isFirst));
    v128.store(state, v128.bitselect(first, v128.bitselect(near, second, isSecond), isFirst), 16);
    v128.store(state, v128.bitselect(label, v128.load(state, 32), isFirst), 32);
  }
}

/** Takes the four lanes of a row together and turns its keys into distances. */
// @ts-ignore: decorator
@inline
function writeNearestTwo(metric: i32, state: usize, bias: f32, label: usize, first: usize, second: usize): void {
  let nearest: f32 = Infinity, next: f32 = Infinity;
  let best = 0;
  for (let lane: usize = 0; lane < 16; lane += 4) {
    const key = load<f32>(state + lane), other = load<f32>(state + lane, 16);
    const centroid = load<i32>(state + lane, 32);
    if (key < nearest || (key == nearest && centroid < best)) {
      next = min(nearest, other);
      nearest = key;
      best = centroid;
    } else {
      next = min(next, key);
    }
  }
  store<i32>(label, best);
  store<f32>(first, distanceOf(metric, nearest, bias));
  store<f32>(second, distanceOf(metric, next, bias));
}

// @ts-ignore: decorator
@inline
function distanceOf(metric: i32, key: f32, bias: f32): f32 {
  if (key == Infinity) return Infinity;
  if (metric == L2) return sqrt(max<f32>(0, 2 * (bias + key)));
  return 1 + key * bias;
}

/** As `assignRows`, pair by pair in float64: for vectors whose products float32 cannot hold. */
export function assignExactly(
  metric: i32, rows: usize, d: i32, first: i32, count: i32, centroids: usize, k: i32,
  labels: usize, firsts: usize, seconds: usize,
): void {
  const rowBytes: usize = (d as usize) << 2;
  for (let row = first; row < first + count; row++) {
    let nearest: f64 = Infinity, next: f64 = Infinity;
    let best = 0;
    for (let c = 0; c < k; c++) {
      const distance = exactDistance(metric, rows + (row as usize) * rowBytes, centroids + (c as usize) * rowBytes, d);
      if (distance < nearest) {
        next = nearest;
        nearest = distance;
        best = c;
      } else if (distance < next) next = distance;
    }
    const at: usize = (row as usize) << 2;
    store<i32>(labels + at, best);
    store<f32>(firsts + at, <f32>nearest);
    store<f32>(seconds + at, <f32>next);
  }
}
