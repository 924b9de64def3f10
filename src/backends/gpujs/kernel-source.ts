import type { CellGrid } from './cell-grid.js';

/** What a kernel sums over the dimensions; metrics are made of these sums afterwards. */
export type Term = 'squared-difference' | 'absolute-difference' | 'product';

const ADD: Readonly<Record<Term, (sum: string, a: string, b: string) => string>> = {
  'squared-difference': (sum, a, b) => `${sum} += (${a} - ${b}) * (${a} - ${b});`,
  'absolute-difference': (sum, a, b) => `${sum} += Math.abs(${a} - ${b});`,
  product: (sum, a, b) => `${sum} += ${a} * ${b};`,
};

/**
 * How a kernel reads vectors. `elements`: as `[row][step][lane]`, `lanes` floats a step, the lane a literal: an index
 * computed in a variable becomes a float in gpu.js, slow to convert and beyond 2^24 not exact. `texels`: as textures of
 * four floats, read whole.
 */
export interface VectorAccess {
  readonly kind: 'elements' | 'texels';
  readonly lanes: number;
  /** Whether row numbers are worth a variable. In the compiled modes a variable is a float, converted at every use. */
  readonly namesRows: boolean;
}

interface Operand {
  /** The kernel's argument. */
  readonly array: string;
  /** Prefix of the variables of one vector. */
  readonly name: string;
  /** Row numbers, as expressions. */
  readonly rows: readonly string[];
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

/** Statements that load one step of every vector of an operand, and the expression of one lane of one of them. */
function loads(
  access: VectorAccess,
  operand: Operand,
): { code: string; lane(vector: number, lane: number): string } {
  const { array, name, rows } = operand;
  if (access.kind === 'texels') {
    return {
      code: rows.map((row, i) => `const ${name}${i} = ${array}[0][${row}][j];`).join('\n'),
      lane: (i, lane) => `${name}${i}[${lane}]`,
    };
  }
  const load = (row: string, i: number) =>
    times(access.lanes, (lane) => `const ${name}${i}_${lane} = ${array}[${row}][j][${lane}];`).join('\n');
  return { code: rows.map(load).join('\n'), lane: (i, lane) => `${name}${i}_${lane}` };
}

function sums(
  term: Term,
  access: VectorAccess,
  d: number,
  a: Operand,
  b: Operand,
  pairs: readonly [number, number][],
) {
  const left = loads(access, a);
  const right = loads(access, b);
  const add = (lane: number) =>
    pairs.map(([i, j], sum) => ADD[term](`s${sum}`, left.lane(i, lane), right.lane(j, lane))).join('\n');
  return `
    ${pairs.map((_, sum) => `let s${sum} = 0.0;`).join('\n')}
    for (let j = 0; j < ${Math.ceil(d / access.lanes)}; j++) {
      ${left.code}
      ${right.code}
      ${times(access.lanes, add).join('\n')}
    }
    return ${pairs.length === 1 ? 's0' : `[${pairs.map((_, sum) => `s${sum}`).join(', ')}]`};`;
}

/** Kernel of the sums of `term` over every row of a block and every query: `(queries, rows)`. */
export function tileSource(term: Term, access: VectorAccess, d: number, grid: CellGrid): string {
  const { tile, panelRows } = grid;
  const scaled = (thread: string, factor: number) => (factor === 1 ? thread : `${thread} * ${factor}`);
  const row = `this.thread.z * ${panelRows} + ${scaled('this.thread.x', tile.rows)}`;
  const query = scaled('this.thread.y', tile.queries);
  const plus = (base: string, i: number) => (i === 0 ? base : `${base} + ${i}`);
  const rows = times(tile.rows, (i) => plus(row, i));
  const queries = times(tile.queries, (i) => plus(query, i));
  const named = (name: string, of: readonly string[]) => of.map((_, i) => `${name}${i}`);
  const declared = (name: string, of: readonly string[]) =>
    of.map((at, i) => `const ${name}${i} = ${at};`).join('\n');
  const q: Operand = {
    array: 'queries',
    name: 'q',
    rows: access.namesRows ? named('atQuery', queries) : queries,
  };
  const v: Operand = { array: 'rows', name: 'v', rows: access.namesRows ? named('atRow', rows) : rows };
  const pairs = times(tile.rows * tile.queries, (i): [number, number] => [
    i % tile.queries,
    Math.floor(i / tile.queries),
  ]);
  return `function (queries, rows) {
    ${access.namesRows ? declared('atQuery', queries) + declared('atRow', rows) : ''}
    ${sums(term, access, d, q, v, pairs)}
  }`;
}

/** Kernel of the sum of `term` over row i of `x` and row i of `y`: `(x, y)`. */
export function pairSource(term: Term, access: VectorAccess, d: number): string {
  const rows = ['this.thread.x'];
  return `function (x, y) {
    ${sums(term, access, d, { array: 'x', name: 'a', rows }, { array: 'y', name: 'b', rows }, [[0, 0]])}
  }`;
}
