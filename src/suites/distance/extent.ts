import { UsageError } from '../../errors.js';

export const SHAPES = ['pair', 'rows', 'one-to-many', 'many-to-many'] as const;

/**
 * Which rows meet: `pair` one row and another, `rows` row i of one set and row i of the other, `one-to-many` one query
 * and every row, `many-to-many` every query and every row.
 */
export type Shape = (typeof SHAPES)[number];

/** A shape with its numbers; in `pair` and `rows` there are as many queries as rows. */
export interface Extent {
  readonly shape: Shape;
  readonly rows: number;
  readonly queries: number;
}

/** With dimensions up to 65,536, what every backend measures within a minute. */
export const DEFAULT_PAIRS: readonly number[] = [1, 100];

/** Whether rows meet one by one, rather than each query all of them. */
export function isRowByRow(shape: Shape): boolean {
  return shape === 'pair' || shape === 'rows';
}

/** Distances an answer holds. */
export function pairsOf({ shape, rows, queries }: Extent): number {
  return isRowByRow(shape) ? rows : rows * queries;
}

/**
 * Every shape with every count of distances that it can have: 1 is that of a pair, more is that of the other shapes.
 * @param pairs undefined: 1 and 100
 * @param queries how many queries share the distances of many-to-many
 * @throws UsageError for a count that no shape takes, and for a shape that is left without any
 */
export function extentsOf(
  shapes: readonly Shape[],
  pairs: readonly number[] | undefined,
  queries: number,
): Extent[] {
  const counts = pairs ?? DEFAULT_PAIRS;
  const taken = (shape: Shape) => counts.filter((count) => (count === 1) === (shape === 'pair'));
  const untaken = pairs?.find((count) => !shapes.some((shape) => taken(shape).includes(count)));
  if (untaken !== undefined) {
    const mend = untaken === 1 ? 'a single pair is --shape pair' : 'more pairs than one are --shape rows';
    throw new UsageError(`expected --pairs to fit --shape ${shapes.join(',')}; got ${untaken} - ${mend}`);
  }
  return shapes.flatMap((shape) => {
    if (taken(shape).length > 0) return taken(shape).map((count) => extentOf(shape, count, queries));
    const expected = shape === 'pair' ? '1' : 'more than 1';
    throw new UsageError(
      `expected --pairs to have ${expected} for --shape ${shape}; got ${counts.join(',')}`,
    );
  });
}

function extentOf(shape: Shape, pairs: number, queries: number): Extent {
  switch (shape) {
    case 'pair':
    case 'rows':
      return { shape, rows: pairs, queries: pairs };
    case 'one-to-many':
      return { shape, rows: pairs, queries: 1 };
    case 'many-to-many':
      if (pairs % queries === 0) return { shape, rows: pairs / queries, queries };
      throw new UsageError(
        `expected --pairs of many-to-many to be a multiple of --queries ${queries}; got ${pairs}`,
      );
  }
}
