import { squaredNorm } from './exact-distance';
import { COSINE, L2 } from './metric';

/** What a norm in float32 is raised by so that it is never below the real one. */
const ROUND_UP: f64 = 1.0 + 1.0 / 4194304.0;

/**
 * For rows `first .. first + count` their Euclidean norms, rounded up, and what turns a sum over columns into a key:
 * half the square for l2, the inverse for cosine (0 of a zero vector).
 */
export function measureRows(metric: i32, rows: usize, d: i32, first: i32, count: i32, norms: usize, biases: usize): void {
  const rowBytes: usize = (d as usize) << 2;
  for (let row = first; row < first + count; row++) {
    const squared = squaredNorm(rows + (row as usize) * rowBytes, d);
    const norm = sqrt(squared);
    const at: usize = (row as usize) << 2;
    store<f32>(norms + at, <f32>(norm * ROUND_UP));
    if (metric == L2) store<f32>(biases + at, <f32>(squared * 0.5));
    else if (metric == COSINE) store<f32>(biases + at, squared == 0 ? 0 : <f32>(1 / norm));
  }
}
