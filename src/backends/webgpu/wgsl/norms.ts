import { PARAMS } from './params.js';

/** What the kernels of keys want to know of a row: |x|^2, or 1 / |x| with 0 for the zero vector. */
export type RowNumber = 'square' | 'inverse';

const NUMBERS: Readonly<Record<RowNumber, string>> = {
  square: 'square',
  inverse: 'select(0.0, inverseSqrt(square), square > 0.0)',
};

/** |x|^2 of each row, and the number of it that keys are made with; 16 threads a row. */
export function norms(number: RowNumber): string {
  return /* wgsl */ `${PARAMS}
@group(0) @binding(1) var<storage, read> rows: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> squares: array<f32>;
@group(0) @binding(3) var<storage, read_write> of_rows: array<f32>;
var<workgroup> parts: array<f32, 256>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) index: u32) {
  let row_0 = group.x * 16u;
  let start = min(row_0 + index / 16u, params.rows - 1u) * params.quads;
  var sum = 0.0;
  for (var quad = index % 16u; quad < params.quads; quad += 16u) {
    let x = rows[start + quad];
    sum += dot(x, x);
  }
  parts[index] = sum;
  workgroupBarrier();
  let row = row_0 + index;
  if (index < 16u && row < params.rows) {
    var square = 0.0;
    for (var part = 0u; part < 16u; part++) { square += parts[16u * index + part]; }
    squares[row] = square;
    of_rows[row] = ${NUMBERS[number]};
  }
}
`;
}
