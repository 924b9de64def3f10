import { chunkRows } from './chunk';
import { LANES, VECTOR_BYTES } from './lanes';
import { COSINE, DOT, L1, L2 } from './metric';
import { vectorsOf } from './queries';
import { pairDistance } from './row-distances';
import { addGroup } from './sums';

/** An l2 distance whose square is below this share of the norms' is taken from the differences: the sums cancel. */
const CANCELLED: f32 = 1.0 / 64.0;

/**
 * Writes the distances of rows `first .. first + count` to all queries into their places of `out`, row-major
 * `queries * n`.
 * @param queryBiases of the queries, as `measureRows` gives them
 * @param safe whether float32 can hold what comes up on the way; if not, every distance is summed in float64
 */
export function writeDistances(
  metric: i32, rows: usize, biases: usize, n: i32, d: i32, first: i32, count: i32, queryRows: usize,
  queryBiases: usize, packed: usize, queries: i32, safe: bool, out: usize, scratch: usize,
): void {
  const rowBytes: usize = (d as usize) << 2;
  const most = chunkRows(d);
  const end = first + count;
  for (let row = first; row < end; row += most) {
    const held = min(most, end - row);
    let group = packed;
    for (let query = 0; query < queries; query += LANES) {
      const width = queries - query == 1 ? 1 : LANES;
      addGroup(metric == L1, group, width, rows + (row as usize) * rowBytes, d, held, scratch);
      for (let lane = 0; lane < min(width, queries - query); lane++) {
        const at = ((query + lane) as usize) * (n as usize) + (row as usize);
        const sums = scratch + ((lane as usize) << 2);
        const x = queryRows + ((query + lane) as usize) * rowBytes;
        const queryBias = load<f32>(queryBiases + (((query + lane) as usize) << 2));
        for (let i: usize = 0; i < (held as usize); i++) {
          const y = rows + ((row as usize) + i) * rowBytes;
          const bias = load<f32>(biases + (((row as usize) + i) << 2));
          const sum = load<f32>(sums + i * (width == 1 ? 4 : VECTOR_BYTES));
          const distance = safe ? distanceOf(metric, sum, queryBias, bias, x, y, d) : <f32>pairDistance(metric, x, y, d);
          store<f32>(out + ((at + i) << 2), distance);
        }
      }
      group += (width as usize) * vectorsOf(d) * VECTOR_BYTES;
    }
  }
}

// @ts-ignore: decorator
@inline
function distanceOf(metric: i32, sum: f32, queryBias: f32, bias: f32, x: usize, y: usize, d: i32): f32 {
  if (metric == L2) {
    const half = queryBias + bias - sum;
    if (half <= CANCELLED * (queryBias + bias)) return <f32>pairDistance(L2, x, y, d);
    return sqrt(half + half);
  }
  if (metric == COSINE) return 1 - sum * queryBias * bias;
  if (metric == DOT) return -sum;
  return sum;
}
