import type { PairFigures } from './simulated-pairs.js';

/** How a policy does against another, on average over pairs. */
export interface Against {
  /** Per cent fewer queries not in time. */
  readonly cutPercent: number | null;
  /** Per cent more queries answered, however late. */
  readonly gainPercent: number | null;
  /** Per cent more queries answered in time. */
  readonly goodGainPercent: number | null;
}

/** Averages ratios pair by pair, as Abacus does. Pairs of which the other's figure is 0 have none and are left out. */
export function against(own: readonly PairFigures[], other: readonly PairFigures[]): Against {
  return {
    cutPercent: negative(meanChange(own, other, missed)),
    gainPercent: meanChange(own, other, ({ good, late }) => good + late),
    goodGainPercent: meanChange(own, other, ({ good }) => good),
  };
}

export function missed({ late, dropped }: PairFigures): number {
  return late + dropped;
}

function meanChange(
  own: readonly PairFigures[],
  other: readonly PairFigures[],
  figure: (figures: PairFigures) => number,
): number | null {
  const changes = own.flatMap((figures, i) => {
    const before = other[i] === undefined ? 0 : figure(other[i]);
    return before === 0 ? [] : [100 * (figure(figures) / before - 1)];
  });
  return changes.length === 0 ? null : changes.reduce((sum, change) => sum + change, 0) / changes.length;
}

function negative(value: number | null): number | null {
  // Not `-value`, which is -0 of 0.
  return value === null ? null : 0 - value;
}
