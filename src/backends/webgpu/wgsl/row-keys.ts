import { GROUP_ROWS, KEY_BINDINGS } from './key-bindings.js';
import { PARAMS } from './params.js';
import { ORDERED, type Score, scoreFunctions } from './scores.js';

/**
 * Keys of one or a few queries, which reading the rows bounds: each row is read once, by 16 threads that take
 * neighbouring quads, and a thread has four rows under way. A workgroup sees to one group of rows.
 */
export function rowKeys(score: Score, most: number): string {
  return /* wgsl */ `${PARAMS}${KEY_BINDINGS}${ORDERED}${scoreFunctions(score)}
var<workgroup> parts: array<vec4f, 256>;
var<workgroup> least: atomic<u32>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) index: u32) {
  let query_0 = group.y * ${most}u;
  let row_0 = group.x * ${GROUP_ROWS}u;
  let lane = index % 16u;
  let team = index / 16u;
  var starts: array<u32, 4>;
  for (var j = 0u; j < 4u; j++) { starts[j] = min(row_0 + 4u * team + j, params.rows - 1u) * params.quads; }
  var sums: array<vec4f, ${most}>;
  for (var quad = lane; quad < params.quads; quad += 16u) {
    let a = rows[starts[0] + quad];
    let b = rows[starts[1] + quad];
    let c = rows[starts[2] + quad];
    let d = rows[starts[3] + quad];
    for (var i = 0u; i < ${most}u; i++) {
      let query = queries[min(query_0 + i, params.queries - 1u) * params.quads + quad];
      sums[i] += vec4f(term(query, a), term(query, b), term(query, c), term(query, d));
    }
  }
  for (var i = 0u; i < ${most}u; i++) {
    let query = query_0 + i;
    parts[index] = sums[i];
    if (index == 0u) { atomicStore(&least, 0xffffffffu); }
    workgroupBarrier();
    let row = row_0 + index;
    if (index < ${GROUP_ROWS}u && row < params.rows && query < params.queries) {
      var sum = 0.0;
      for (var part = 0u; part < 16u; part++) { sum += parts[16u * (index / 4u) + part][index % 4u]; }
      let key = key_of(sum, of_rows[row]);
      keys[query * params.rows + row] = key;
      atomicMin(&least, ordered(key));
    }
    workgroupBarrier();
    if (index == 0u && query < params.queries) { minima[query * params.groups + group.x] = atomicLoad(&least); }
  }
}
`;
}
