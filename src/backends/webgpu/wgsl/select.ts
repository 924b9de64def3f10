import { GROUP_ROWS } from './key-bindings.js';
import { PARAMS } from './params.js';
import { ORDERED } from './scores.js';

/** What a thread does for every key of its workgroup's query that is in a group whose minimum is at most `limit`. */
function forEachKey(work: string): string {
  return /* wgsl */ `
  for (var group = index / ${GROUP_ROWS}u; group < params.groups; group += ${256 / GROUP_ROWS}u) {
    let row = group * ${GROUP_ROWS}u + index % ${GROUP_ROWS}u;
    if (row < params.rows && minima[query * params.groups + group] <= limit) {
      let value = ordered(keys[query * params.rows + row]);
      ${work}
    }
  }`;
}

/**
 * Finds the `wanted`-th smallest value by its digits, the highest of four first: those of the values that agree with
 * what is known are counted, and the one in which the count reaches `wanted` is the next. (Radix selection.)
 */
function digitSearch(name: string, count: string): string {
  return /* wgsl */ `
fn ${name}(query: u32, index: u32, limit: u32, wanted: u32) -> u32 {
  if (index == 0u) { known = 0u; remaining = wanted; }
  for (var step = 0u; step < 4u; step++) {
    let shift = 24u - 8u * step;
    atomicStore(&counts[index], 0u);
    let prefix = workgroupUniformLoad(&known);
    ${count}
    workgroupBarrier();
    if (index == 0u) {
      var digit = 0u;
      for (; digit < 255u; digit++) {
        let here = atomicLoad(&counts[digit]);
        if (here >= remaining) { break; }
        remaining -= here;
      }
      known = (known << 8u) | digit;
    }
    workgroupBarrier();
  }
  return workgroupUniformLoad(&known);
}`;
}

// A shift by 32 is undefined, so the first digit, before which nothing is known, is told apart.
const COUNT =
  'if (step == 0u || (value >> (shift + 8u)) == prefix) { atomicAdd(&counts[(value >> shift) & 255u], 1u); }';

/**
 * The `wanted` rows of smallest key for each query, unordered, one workgroup a query. At least `wanted` keys are no
 * larger than the `wanted`-th smallest minimum, so only groups that reach below it are looked at again.
 */
export const SELECT = /* wgsl */ `${PARAMS}${ORDERED}
@group(0) @binding(1) var<storage, read> keys: array<f32>;
@group(0) @binding(2) var<storage, read> minima: array<u32>;
@group(0) @binding(3) var<storage, read_write> found_ids: array<u32>;
@group(0) @binding(4) var<storage, read_write> found_keys: array<f32>;

var<workgroup> counts: array<atomic<u32>, 256>;
var<workgroup> known: u32;
var<workgroup> remaining: u32;
var<workgroup> nearer: atomic<u32>;
var<workgroup> equal: atomic<u32>;

${digitSearch(
  'nth_minimum',
  `for (var group = index; group < params.groups; group += 256u) {
      let value = minima[query * params.groups + group];
      ${COUNT}
    }`,
)}
${digitSearch('nth_key', forEachKey(COUNT))}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_id: vec3u, @builtin(local_invocation_index) index: u32) {
  let query = group_id.x;
  var limit = 0xffffffffu;
  if (params.groups > params.wanted) { limit = nth_minimum(query, index, limit, params.wanted); }
  let last = nth_key(query, index, limit, params.wanted);
  // What is left to find is what comes with a key equal to the last.
  let ties = workgroupUniformLoad(&remaining);
  let out_0 = params.out_at + query * params.wanted;
  ${forEachKey(`var slot = params.wanted;
      if (value < last) { slot = atomicAdd(&nearer, 1u); }
      else if (value == last) {
        let tie = atomicAdd(&equal, 1u);
        if (tie < ties) { slot = params.wanted - ties + tie; }
      }
      if (slot < params.wanted) {
        found_ids[out_0 + slot] = row;
        found_keys[out_0 + slot] = keys[query * params.rows + row];
      }`)}
}
`;
