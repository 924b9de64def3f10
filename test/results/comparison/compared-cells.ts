import type { ColumnDeclaration } from '../../../src/results/columns.js';
import type {
  CellJudgement,
  CellSide,
  ComparedCell,
  ComparisonRequest,
} from '../../../src/results/comparison/comparison.js';
import { judgeSuite } from '../../../src/results/comparison/judge.js';
import { DEFAULT_RULES } from '../../../src/results/comparison/rules.js';
import type { Fingerprint } from '../../../src/results/fingerprint.js';

export const HOST: Fingerprint = {
  host: { name: 'bench', cpu: 'a CPU', cores: 2, memoryBytes: 2 ** 33, os: 'Linux 6', arch: 'x64' },
  versions: { node: '20.20.2', v8: '11.3', usearch: '2.25.3' },
  code: { mls: '0.1.0', commit: 'abc' },
  loadAverage: 0.1,
};

const column = (name: string, better: ColumnDeclaration['better'], unit = ''): ColumnDeclaration => ({
  name,
  role: 'metric',
  unit,
  better,
  title: name,
});

export const COLUMNS: readonly ColumnDeclaration[] = [
  { ...column('recall', 'higher'), interval: ['recallCiLow', 'recallCiHigh'] },
  column('recallCiLow', 'higher'),
  column('inertia', 'lower'),
  column('p99Ms', 'lower', 'ms'),
  column('iterations', 'none'),
];

/** Rounds about a median, as steady as 1 % of it; every number and slowdown gives others. */
export function roundsOf(medianMs: number, rounds = 12, spread = 0.01): number[] {
  return Array.from({ length: rounds }, (_, i) => medianMs * (1 + spread * Math.sin(1 + i * 2.4)));
}

export function sideOf(roundsMs: readonly number[], more: Partial<CellSide> = {}): CellSide {
  return { status: 'ok', check: 'pass', roundsMs, quality: {}, ...more };
}

export function requestOf(
  cells: readonly ComparedCell[],
  more: Partial<ComparisonRequest> = {},
): ComparisonRequest {
  return {
    suite: 'knn',
    columns: COLUMNS,
    baseHosts: [HOST],
    headHosts: [HOST],
    clockGrainMs: 1e-6,
    cells,
    rules: { ...DEFAULT_RULES, resamples: 500 },
    ...more,
  };
}

/** What is said of one cell that is judged alone. */
export function judgeCell(
  base: CellSide | undefined,
  head: CellSide | undefined,
  more: Partial<ComparisonRequest> = {},
): CellJudgement {
  const cell = { id: 'a', ...(base && { base }), ...(head && { head }) };
  const [judgement] = judgeSuite(requestOf([cell], more)).cells;
  if (judgement === undefined) throw new Error('expected a judgement of the cell');
  return judgement;
}
