import { PARAMS } from './params.js';
import { type Score, scoreFunctions } from './scores.js';
import { STAGED_QUADS, stagingBytes, tileSums } from './tile-sums.js';

const SIDE = 4;

/**
 * For 64 rows the smallest two keys to all `params.queries` centroids, and whose the smallest is, ties by the smaller
 * number. A thread keeps the two of its share of the centroids for four rows; the shares are put together at the end.
 * Written as three runs of `params.wanted` values, one for each row of the pass: labels, smallest, second.
 */
export function nearestTwo(score: Score): string {
  return /* wgsl */ `${PARAMS}${scoreFunctions(score)}
@group(0) @binding(1) var<storage, read> centroids: array<vec4f>;
@group(0) @binding(2) var<storage, read> rows: array<vec4f>;
@group(0) @binding(3) var<storage, read> of_centroids: array<f32>;
@group(0) @binding(4) var<storage, read_write> found: array<u32>;
${tileSums(SIDE, { a: 'centroids', b: 'rows' })}
var<workgroup> share_labels: array<u32, ${256 * SIDE}>;
var<workgroup> share_keys: array<vec2f, ${256 * SIDE}>;
const FAR = 0x1.fffffep+127f;

@compute @workgroup_size(16, 16)
fn main(@builtin(workgroup_id) tile: vec3u, @builtin(local_invocation_id) at: vec3u, @builtin(local_invocation_index) index: u32) {
  let row_0 = tile.x * ${16 * SIDE}u;
  var labels: array<u32, ${SIDE}>;
  // The smallest and the second.
  var best: array<vec2f, ${SIDE}>;
  for (var j = 0u; j < ${SIDE}u; j++) { best[j] = vec2f(FAR); }
  var sums: Sums;
  let steps = (params.quads + ${STAGED_QUADS - 1}u) / ${STAGED_QUADS}u;
  let tiles = (params.queries + ${16 * SIDE - 1}u) / ${16 * SIDE}u;
  // One loop over tiles of centroids and their steps: barriers in a loop within a loop take some drivers long to compile.
  for (var round = 0u; round < tiles * steps; round++) {
    let centroid_0 = round / steps * ${16 * SIDE}u;
    let step = round % steps;
    add_step(&sums, centroid_0, row_0, params.queries, params.rows, params.quads, step * ${STAGED_QUADS}u, at, index);
    if (step == steps - 1u) {
      for (var i = 0u; i < ${SIDE}u; i++) {
        let centroid = centroid_0 + at.y + 16u * i;
        let number = of_centroids[min(centroid, params.queries - 1u)];
        for (var j = 0u; j < ${SIDE}u; j++) {
          let key = select(FAR, key_of(sums[i][j], number), centroid < params.queries);
          // Numbers ascend, so that of equal keys the first stays.
          labels[j] = select(labels[j], centroid, key < best[j].x);
          best[j] = vec2f(min(key, best[j].x), min(best[j].y, max(key, best[j].x)));
          sums[i][j] = 0.0;
        }
      }
    }
  }
  for (var j = 0u; j < ${SIDE}u; j++) {
    // By row, then by thread.
    share_labels[16u * (at.x + 16u * j) + at.y] = labels[j];
    share_keys[16u * (at.x + 16u * j) + at.y] = best[j];
  }
  workgroupBarrier();
  let row = row_0 + index;
  if (index < ${16 * SIDE}u && row < params.rows) {
    var label = share_labels[16u * index];
    var keys = share_keys[16u * index];
    for (var share = 1u; share < min(16u, params.queries); share++) {
      let other_label = share_labels[16u * index + share];
      let other = share_keys[16u * index + share];
      let is_nearer = other.x < keys.x || (other.x == keys.x && other_label < label);
      label = select(label, other_label, is_nearer);
      keys = vec2f(min(keys.x, other.x), min(max(keys.x, other.x), min(keys.y, other.y)));
    }
    found[params.out_at + row] = label;
    found[params.out_at + params.wanted + row] = bitcast<u32>(keys.x);
    found[params.out_at + 2u * params.wanted + row] = bitcast<u32>(keys.y);
  }
}
`;
}

/** Workgroup memory the kernel takes. */
export const NEAREST_TWO_BYTES = stagingBytes(SIDE, STAGED_QUADS) + 256 * SIDE * 12;
