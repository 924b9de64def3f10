import { holm } from '../../stats/holm.js';
import { mannWhitney } from '../../stats/mann-whitney.js';
import type { ColumnDeclaration } from '../columns.js';
import { answerOf } from './answered.js';
import type { ComparedCell, QualityChange } from './comparison.js';
import type { ComparisonRules } from './rules.js';

interface Difference {
  readonly id: string;
  readonly metric: string;
  readonly base: number;
  readonly head: number;
  readonly p: number;
  readonly direction: 'better' | 'worse';
}

/**
 * The metrics of quality that changed, by cell: those that have a better side, and no unit, for times and sizes are not
 * of the answer. A mean must move by more than the tolerance, as a share of itself or, below 1, as it is: shares are
 * already relative, and errors are judged by the check. Where rounds vary, Mann-Whitney must tell them apart besides,
 * after Holm over all metrics of the suite that vary.
 * Of cells that are computed every metric with a better side counts, and must move by more than the threshold.
 */
export function qualityChanges(
  cells: readonly ComparedCell[],
  columns: readonly ColumnDeclaration[],
  { alpha, qualityTolerance, threshold }: ComparisonRules,
): Map<string, QualityChange[]> {
  const ends = new Set(columns.flatMap(({ interval = [] }) => interval));
  const judged = columns.filter(
    ({ name, role, better }) => role === 'metric' && better !== 'none' && !ends.has(name),
  );
  const metrics = judged.filter(({ unit }) => unit === '');
  const computed = new Set(cells.filter(({ isComputed }) => isComputed).map(({ id }) => id));
  const differences = cells.flatMap((cell) =>
    (cell.isComputed ? judged : metrics).flatMap((metric) => differenceOf(cell, metric)),
  );
  const adjusted = holm(differences.map(({ p }) => p));
  const changes = new Map<string, QualityChange[]>();
  for (const [at, { id, p: _, ...difference }] of differences.entries()) {
    const { base, head } = difference;
    const pHolm = adjusted[at] ?? 1;
    const tolerance = computed.has(id) ? threshold : qualityTolerance;
    const moved = Math.abs(head - base) > tolerance * Math.max(1, Math.abs(base));
    if (!moved || pHolm >= alpha) continue;
    changes.set(id, [...(changes.get(id) ?? []), { ...difference, pHolm }]);
  }
  return changes;
}

function differenceOf({ id, base, head }: ComparedCell, { name, better }: ColumnDeclaration): Difference[] {
  if (base === undefined || head === undefined) return [];
  if (answerOf(base) !== 'right' || answerOf(head) !== 'right') return [];
  const before = (base.quality[name] ?? []).filter(Number.isFinite);
  const after = (head.quality[name] ?? []).filter(Number.isFinite);
  if (before.length === 0 || after.length === 0) return [];
  const means = { base: mean(before), head: mean(after) };
  const varies = new Set(before).size > 1 || new Set(after).size > 1;
  const higher = means.head > means.base;
  return [
    {
      id,
      metric: name,
      ...means,
      // Answers that are always the same differ for certain.
      p: varies ? mannWhitney(before, after).p : means.base === means.head ? 1 : 0,
      direction: higher === (better === 'higher') ? 'better' : 'worse',
    },
  ];
}

function mean(values: readonly number[]): number {
  const [first = Number.NaN] = values;
  // Summed about the first, so that equal values have themselves as their mean.
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}
