import type { Metric } from '../../backend.js';

/** What a kernel sums over the dimensions, four of them at a time. */
export type Term = 'product' | 'square' | 'absolute';

const TERMS: Readonly<Record<Term, string>> = {
  product: 'return dot(a, b);',
  square: 'let d = a - b; return dot(d, d);',
  absolute: 'let d = abs(a - b); return d.x + d.y + d.z + d.w;',
};

/**
 * What orders rows, made of a sum and a number known of the row. `norm`: |x|^2 - 2 x.q, the squared distance but for
 * |q|^2, which all rows share. `cosine`: -cos(x, q) |q|, the row's number being 1 / |x|, or 0 for the zero vector.
 */
export type Key = 'norm' | 'cosine' | 'negated' | 'sum';

const KEYS: Readonly<Record<Key, string>> = {
  norm: 'return of_row - 2.0 * sum;',
  cosine: 'return -sum * of_row;',
  negated: 'return -sum;',
  sum: 'return sum;',
};

export interface Score {
  readonly term: Term;
  readonly key: Key;
}

/** By what rows are selected. */
export const SELECTION: Readonly<Record<Metric, Score>> = {
  l2: { term: 'product', key: 'norm' },
  cosine: { term: 'product', key: 'cosine' },
  dot: { term: 'product', key: 'negated' },
  l1: { term: 'absolute', key: 'sum' },
};

/** What distances are made of: for l2 differences, as norms and a product cancel where vectors are long and near. */
export const MEASURE: Readonly<Record<Metric, Score>> = { ...SELECTION, l2: { term: 'square', key: 'sum' } };

export function scoreFunctions({ term, key }: Score): string {
  return /* wgsl */ `
fn term(a: vec4f, b: vec4f) -> f32 { ${TERMS[term]} }
fn key_of(sum: f32, of_row: f32) -> f32 { ${KEYS[key]} }
`;
}

/** Floats as integers of the same order, so that minima can be atomic and digits counted. */
export const ORDERED = /* wgsl */ `
fn ordered(value: f32) -> u32 {
  let bits = bitcast<u32>(value);
  return select(bits | 0x80000000u, ~bits, (bits & 0x80000000u) != 0u);
}
`;
