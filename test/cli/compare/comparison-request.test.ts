import { describe, expect, it } from 'vitest';
import { comparisonRequest } from '../../../src/cli/compare/comparison-request.js';
import { UsageError } from '../../../src/errors.js';
import { DEFAULT_RULES } from '../../../src/results/comparison/rules.js';
import type { CellSummary, RunEvent } from '../../../src/results/events.js';
import type { OpenedRun } from '../../../src/results/open-run.js';
import { recordedRun } from '../../../src/results/recorded-run.js';
import { ANN_COLUMNS } from '../../../src/suites/ann/columns.js';
import { cellSummary, FINGERPRINT, roundEvent, runStarted, sampleOf } from '../../results/recorded-events.js';

function opened(cells: readonly CellSummary[], events: readonly RunEvent[] = [], suite = 'fake'): OpenedRun {
  const started = runStarted(cells, { suite, ...(suite === 'ann' && { columns: ANN_COLUMNS }) });
  const all = [started, ...events];
  return { directory: '/runs/a', journal: { started, events: all }, run: recordedRun(started, all) };
}

const [a, b] = [cellSummary('a'), cellSummary('b')];

function measured(cell: CellSummary, ...timesMs: number[]): RunEvent[] {
  const rounds = timesMs.map((ms, at) =>
    roundEvent(cell.id, sampleOf(at + 1, ms, { quality: { recall: 1 - at / 10 } })),
  );
  const row = { status: 'ok', check: 'pass' };
  return [...rounds, { type: 'cell-finished', cellId: cell.id, status: 'ok', row }];
}

describe('what is judged of two runs', () => {
  it('is every cell of either, with its rounds in their order', () => {
    const request = comparisonRequest(
      opened([a], measured(a, 3, 1, 2)),
      opened([b, a], measured(b, 5)),
      DEFAULT_RULES,
    );
    expect(request.cells).toEqual([
      { id: b.id, head: { status: 'ok', check: 'pass', roundsMs: [5], quality: { recall: [1] } } },
      {
        id: a.id,
        base: { status: 'ok', check: 'pass', roundsMs: [3, 1, 2], quality: { recall: [1, 0.9, 0.8] } },
        head: { status: 'interrupted', check: 'none', roundsMs: [], quality: {} },
      },
    ]);
  });

  it('leaves out the subject that does nothing', () => {
    const nothing = cellSummary('null');
    const request = comparisonRequest(opened([nothing, a]), opened([nothing, a]), DEFAULT_RULES);
    expect(request.cells.map(({ id }) => id)).toEqual([a.id]);
  });

  it('names every host that a run was measured on', () => {
    const fingerprint = { ...FINGERPRINT, host: { ...FINGERPRINT.host, name: 'other' } };
    const resumed: RunEvent = { type: 'run-resumed', runId: 'r', fingerprint };
    const request = comparisonRequest(opened([a]), opened([a], [resumed]), DEFAULT_RULES);
    expect(request.baseHosts.map(({ host }) => host.name)).toEqual(['bench']);
    expect(request.headHosts.map(({ host }) => host.name)).toEqual(['bench', 'other']);
  });

  it('has a front for each subject and question that was swept', () => {
    const point = (subject: string, metric: string, nprobe: number): CellSummary => ({
      ...cellSummary(subject, `${metric}/${nprobe}`),
      parameters: { dataset: 'gaussian', metric, n: 10, nprobe },
    });
    const cells = [
      ...[1, 2].map((nprobe) => point('ts', 'l2', nprobe)),
      ...[1, 2].map((nprobe) => point('wasm', 'l2', nprobe)),
      point('ts', 'dot', 1),
    ];
    const { fronts } = comparisonRequest(opened(cells, [], 'ann'), opened(cells, [], 'ann'), DEFAULT_RULES);
    expect(fronts).toEqual([
      { question: 'ts · gaussian · l2 · N 10', cellIds: ['l2/1/ts', 'l2/2/ts'], quality: 'recall' },
      { question: 'wasm · gaussian · l2 · N 10', cellIds: ['l2/1/wasm', 'l2/2/wasm'], quality: 'recall' },
    ]);
  });

  it('refuses runs of different suites', () => {
    expect(() => comparisonRequest(opened([a], [], 'knn'), opened([a], [], 'kmeans'), DEFAULT_RULES)).toThrow(
      UsageError,
    );
  });
});
