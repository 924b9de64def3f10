import type {
  CellJudgement,
  SuiteJudgement,
  TimingComparison,
} from '../../../src/results/comparison/comparison.js';
import type { FloorUsed, JudgedRuns } from '../../../src/results/comparison/judged-runs.js';
import { DEFAULT_RULES } from '../../../src/results/comparison/rules.js';
import type { CellSummary } from '../../../src/results/events.js';
import type { OpenedRun } from '../../../src/results/open-run.js';
import { recordedRun } from '../../../src/results/recorded-run.js';
import { KNN_COLUMNS } from '../../../src/suites/knn/columns.js';
import { FINGERPRINT, runStarted } from '../../results/recorded-events.js';

/** A comparison in which everything is said that can be said of a cell, for tests of what is made from it. */
function timing(ratio: number, more: Partial<TimingComparison> = {}): TimingComparison {
  return {
    rounds: { base: 20, head: 20 },
    medianMs: { base: 12.5, head: 12.5 * ratio },
    ratio,
    ratioInterval: { low: ratio * 0.98, high: ratio * 1.02 },
    p: 0.0001,
    pHolm: 0.0008,
    hodgesLehmannMs: {
      shift: 12.5 * (ratio - 1),
      interval: { low: 12.4 * (ratio - 1), high: 12.6 * (ratio - 1) },
    },
    smallestEffect: 0.031,
    limit: 0.05,
    outliers: { base: 0, head: 1 },
    ...more,
  };
}

function cell(subject: string, metric: string): CellSummary {
  return {
    id: `knn/${metric}/${subject}`,
    suite: 'knn',
    subject,
    group: metric,
    label: `gaussian 4000 x 128, ${metric}, k = 10, 20 queries`,
    parameters: {
      dataset: 'gaussian',
      metric,
      n: 4000,
      d: 128,
      queries: 20,
      k: 10,
      threads: 1,
      precision: 'full',
    },
  };
}

const lostRecall = { metric: 'recall', base: 1, head: 0.96, pHolm: 0, direction: 'worse' as const };

const JUDGEMENTS: readonly (readonly [CellSummary, (id: string) => CellJudgement])[] = [
  [
    cell('ts', 'l2'),
    (id) => ({ id, quality: [], verdict: 'regressed', reasons: [{ kind: 'slower' }], timing: timing(1.324) }),
  ],
  [
    cell('wasm', 'l2'),
    (id) => ({ id, quality: [], verdict: 'improved', reasons: [{ kind: 'faster' }], timing: timing(0.71) }),
  ],
  [
    cell('native', 'l2'),
    (id) => ({
      id,
      quality: [lostRecall],
      verdict: 'regressed',
      reasons: [{ kind: 'quality', change: lostRecall }],
      timing: timing(1.001, { p: 0.7, pHolm: 1 }),
    }),
  ],
  [
    cell('onnx', 'l2'),
    (id) => ({
      id,
      quality: [],
      verdict: 'same',
      reason: { kind: 'no-difference' },
      timing: timing(1.002, { p: 0.6, pHolm: 1 }),
    }),
  ],
  [
    cell('ts', 'cosine'),
    (id) => ({
      id,
      quality: [],
      verdict: 'inconclusive',
      reason: { kind: 'too-noisy', smallestEffect: 0.12, threshold: 0.05 },
      timing: timing(1.04, { p: 0.04, pHolm: 0.16, smallestEffect: 0.12 }),
    }),
  ],
  [
    cell('wasm', 'cosine'),
    (id) => ({
      id,
      quality: [],
      verdict: 'not-compared',
      reason: { kind: 'few-rounds', base: 3, head: 20, needed: 6 },
    }),
  ],
  [
    cell('native', 'cosine'),
    (id) => ({ id, quality: [], verdict: 'regressed', reasons: [{ kind: 'wrong-answer' }] }),
  ],
  [
    cell('tfjs', 'cosine'),
    (id) => ({ id, quality: [], verdict: 'not-compared', reason: { kind: 'only-on', side: 'head' } }),
  ],
];

const judgement: SuiteJudgement = {
  suite: 'knn',
  rules: { ...DEFAULT_RULES, floor: 0.021 },
  cells: JUDGEMENTS.map(([{ id }, judge]) => judge(id)),
  fronts: [
    {
      question: 'ts · gaussian · l2',
      verdict: 'regressed',
      ratio: 0.91,
      ratioInterval: { low: 0.88, high: 0.94 },
    },
    { question: 'wasm · gaussian · l2', verdict: 'not-compared', reason: { kind: 'no-cells' } },
  ],
  capacities: [{ subject: 'balanced least-loaded', verdict: 'improved', baseRps: 40, headRps: 52.5 }],
};

const floor: FloorUsed = {
  kind: 'calibrated',
  share: 0.021,
  trials: 5,
  mode: 'interleaved',
  loadAverage: 0.3,
};

export function openedRun(runId: string, commit: string, cells: readonly CellSummary[]): OpenedRun {
  const started = runStarted(cells, {
    runId,
    suite: 'knn',
    columns: KNN_COLUMNS,
    fingerprint: { ...FINGERPRINT, code: { mls: '0.1.0', commit } },
  });
  return {
    directory: `/runs/${runId}`,
    journal: { started, events: [started] },
    run: recordedRun(started, [started]),
  };
}

const cells = JUDGEMENTS.map(([summary]) => summary);

export const JUDGED: JudgedRuns = {
  base: openedRun('20260101-000000-knn-aaaa', '1a2b3c4d5e6f7a8b9c0d', cells.slice(0, -1)),
  head: openedRun('20260102-000000-knn-bbbb', '2b3c4d5e6f7a8b9c0d1e-dirty', cells),
  judgement,
  floor,
};
