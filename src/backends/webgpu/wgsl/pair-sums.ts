import { PARAMS } from './params.js';
import { type Score, scoreFunctions } from './scores.js';

/** For row i of `x` and row i of `y` the sum of `term`, |x|^2 and |y|^2; 16 threads a pair. */
export function pairSums(score: Score): string {
  return /* wgsl */ `${PARAMS}${scoreFunctions(score)}
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> y: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> pair_sums: array<vec4f>;
var<workgroup> parts: array<vec4f, 256>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) index: u32) {
  let row_0 = group.x * 16u;
  let start = min(row_0 + index / 16u, params.rows - 1u) * params.quads;
  var sums = vec4f();
  for (var quad = index % 16u; quad < params.quads; quad += 16u) {
    let a = x[start + quad];
    let b = y[start + quad];
    sums += vec4f(term(a, b), dot(a, a), dot(b, b), 0.0);
  }
  parts[index] = sums;
  workgroupBarrier();
  let row = row_0 + index;
  if (index < 16u && row < params.rows) {
    var total = vec4f();
    for (var part = 0u; part < 16u; part++) { total += parts[16u * index + part]; }
    pair_sums[row] = total;
  }
}
`;
}
