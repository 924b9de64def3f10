/** Sizes of one dispatch: a uniform, so that no pipeline depends on a shape. */
export interface Params {
  readonly queries: number;
  readonly rows: number;
  /** Groups of four floats in a padded row. */
  readonly quads: number;
  /** Rows that share one minimum of their keys are a group. */
  readonly groups: number;
  /** Candidates kept for each query. */
  readonly wanted: number;
  /** Where in the results of a pass this dispatch begins to write. */
  readonly outAt: number;
}

export const PARAMS_BYTES = 32;

export const PARAMS = /* wgsl */ `
struct Params { queries: u32, rows: u32, quads: u32, groups: u32, wanted: u32, out_at: u32, unused_0: u32, unused_1: u32 }
@group(0) @binding(0) var<uniform> params: Params;
`;

export function packParams(params: Params): Uint32Array<ArrayBuffer> {
  const { queries, rows, quads, groups, wanted, outAt } = params;
  return Uint32Array.of(queries, rows, quads, groups, wanted, outAt, 0, 0);
}
