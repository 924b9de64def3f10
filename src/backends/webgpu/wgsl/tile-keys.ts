import { GROUP_ROWS, KEY_BINDINGS } from './key-bindings.js';
import { PARAMS } from './params.js';
import { ORDERED, type Score, scoreFunctions } from './scores.js';
import { STAGED_QUADS, stagingBytes, tileSums } from './tile-sums.js';

/** Keys of one tile, and the minimum of each group of its rows, folded while the keys are still in registers. */
export function tileKeys(score: Score, side: number): string {
  const groups = (16 * side) / GROUP_ROWS;
  const perGroup = side / groups;
  return /* wgsl */ `${PARAMS}${KEY_BINDINGS}${ORDERED}${scoreFunctions(score)}
${tileSums(side, { a: 'queries', b: 'rows' })}
var<workgroup> group_minima: array<array<atomic<u32>, ${groups}>, ${16 * side}>;

@compute @workgroup_size(16, 16)
fn main(@builtin(workgroup_id) tile: vec3u, @builtin(local_invocation_id) at: vec3u, @builtin(local_invocation_index) index: u32) {
  let query_0 = tile.y * ${16 * side}u;
  let row_0 = tile.x * ${16 * side}u;
  for (var i = index; i < ${16 * side * groups}u; i += 256u) {
    atomicStore(&group_minima[i / ${groups}u][i % ${groups}u], 0xffffffffu);
  }
  var sums: Sums;
  for (var step = 0u; step < params.quads; step += ${STAGED_QUADS}u) {
    add_step(&sums, query_0, row_0, params.queries, params.rows, params.quads, step, at, index);
  }
  for (var i = 0u; i < ${side}u; i++) {
    let local_query = at.y + 16u * i;
    let query = query_0 + local_query;
    for (var group = 0u; group < ${groups}u; group++) {
      var least = 0xffffffffu;
      for (var j = group * ${perGroup}u; j < (group + 1u) * ${perGroup}u; j++) {
        let row = row_0 + at.x + 16u * j;
        if (query < params.queries && row < params.rows) {
          let key = key_of(sums[i][j], of_rows[row]);
          keys[query * params.rows + row] = key;
          least = min(least, ordered(key));
        }
      }
      atomicMin(&group_minima[local_query][group], least);
    }
  }
  workgroupBarrier();
  for (var i = index; i < ${16 * side * groups}u; i += 256u) {
    let query = query_0 + i / ${groups}u;
    let group = tile.x * ${groups}u + i % ${groups}u;
    if (query < params.queries && group < params.groups) {
      minima[query * params.groups + group] = atomicLoad(&group_minima[i / ${groups}u][i % ${groups}u]);
    }
  }
}
`;
}

/** Workgroup memory the kernel takes. */
export function tileKeysBytes(side: number): number {
  return stagingBytes(side, STAGED_QUADS) + 16 * side * ((16 * side) / GROUP_ROWS) * 4;
}
