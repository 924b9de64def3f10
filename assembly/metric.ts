/** The metrics by number, as the callers of these kernels pass them. */
export const L2: i32 = 0;
export const COSINE: i32 = 1;
export const DOT: i32 = 2;
export const L1: i32 = 3;
