import type { Cell } from '../../suites/suite.js';

/** The two codes that are compared: what was there before, and what shall be judged. */
export const SIDES = ['base', 'head'] as const;
export type Side = (typeof SIDES)[number];

/**
 * Every cell once for each side, in one group and next to each other, so that rounds of the two take turns. Which of
 * them is first changes with every round, as it does for all cells of a group.
 */
export function twinCells(cells: readonly Cell[]): Cell[] {
  return cells.flatMap((cell) => SIDES.map((side) => ({ ...cell, id: `${side}/${cell.id}` })));
}

/** The side of a twin and the id that its cell has in a run of that side alone. */
export function untwinned(twinId: string): { readonly side: Side; readonly cellId: string } {
  const side = SIDES.find((name) => twinId.startsWith(`${name}/`));
  if (side === undefined) throw new Error(`${twinId} is no cell of a side`);
  return { side, cellId: twinId.slice(side.length + 1) };
}
