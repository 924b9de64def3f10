/** Rows of a group: the two kernels of keys give the selection one minimum for so many. */
export const GROUP_ROWS = 64;

/** What the kernels of keys read and write: keys row-major `queries * rows`, minima `queries * groups`. */
export const KEY_BINDINGS = /* wgsl */ `
@group(0) @binding(1) var<storage, read> queries: array<vec4f>;
@group(0) @binding(2) var<storage, read> rows: array<vec4f>;
@group(0) @binding(3) var<storage, read> of_rows: array<f32>;
@group(0) @binding(4) var<storage, read_write> keys: array<f32>;
@group(0) @binding(5) var<storage, read_write> minima: array<u32>;
`;
