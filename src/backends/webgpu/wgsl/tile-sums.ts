/** Groups of four dimensions that are brought into workgroup memory at once. */
export const STAGED_QUADS = 4;

/**
 * The sums of `term` for a tile of `16 side` vectors of `a` and as many of `b`, by 16 x 16 threads
 * of `side * side` sums each, kept in registers. Thread (x, y) has vectors y, y + 16, .. of `a` and x, x + 16, .. of
 * `b`. Both are staged through workgroup memory, whose lines are one quad longer than what they hold so that the
 * threads of a quarter warp, which read one column, hit different banks. A step adds the dimensions of some quads.
 */
export function tileSums(side: number, { a, b }: { readonly a: string; readonly b: string }): string {
  const vectors = 16 * side;
  const loads = (vectors * STAGED_QUADS) / 256;
  return /* wgsl */ `
alias Sums = array<array<f32, ${side}>, ${side}>;
var<workgroup> staged_a: array<array<vec4f, ${STAGED_QUADS + 1}>, ${vectors}>;
var<workgroup> staged_b: array<array<vec4f, ${STAGED_QUADS + 1}>, ${vectors}>;

fn add_step(sums: ptr<function, Sums>, a_0: u32, b_0: u32, a_count: u32, b_count: u32, quads: u32, step: u32, at: vec3u, index: u32) {
  for (var load = 0u; load < ${loads}u; load++) {
    let vector = (index + 256u * load) / ${STAGED_QUADS}u;
    let quad = (index + 256u * load) % ${STAGED_QUADS}u;
    // Past the last vector the last one comes again, and past its end zeros do, which add nothing.
    let inside = step + quad < quads;
    let column = min(step + quad, quads - 1u);
    staged_a[vector][quad] = select(vec4f(), ${a}[min(a_0 + vector, a_count - 1u) * quads + column], inside);
    staged_b[vector][quad] = select(vec4f(), ${b}[min(b_0 + vector, b_count - 1u) * quads + column], inside);
  }
  workgroupBarrier();
  for (var quad = 0u; quad < ${STAGED_QUADS}u; quad++) {
    var of_b: array<vec4f, ${side}>;
    for (var j = 0u; j < ${side}u; j++) { of_b[j] = staged_b[at.x + 16u * j][quad]; }
    for (var i = 0u; i < ${side}u; i++) {
      let of_a = staged_a[at.y + 16u * i][quad];
      for (var j = 0u; j < ${side}u; j++) { (*sums)[i][j] += term(of_a, of_b[j]); }
    }
  }
  workgroupBarrier();
}
`;
}

export function stagingBytes(side: number, stagedQuads: number): number {
  return 2 * 16 * side * (stagedQuads + 1) * 16;
}
