import type { CellSummary, OpenedCell, RunEvent, RunStarted, Sample } from '../../src/results/events.js';
import type { Fingerprint } from '../../src/results/fingerprint.js';

/** Events as a run records them, for tests that need some. */
export const FINGERPRINT: Fingerprint = {
  host: { name: 'bench', cpu: 'A CPU', cores: 2, memoryBytes: 2 ** 33, os: 'Linux 6', arch: 'x64' },
  versions: { node: '20.19.0', v8: '11.3' },
  code: { mls: '0.1.0', commit: null },
  loadAverage: 0.1,
};

export const OPENED: OpenedCell = {
  engine: 'plain',
  device: 'A CPU',
  precision: 'float32',
  threads: 1,
  loadMs: 3,
  compileMs: 1,
};

export function cellSummary(subject: string, group = 'g'): CellSummary {
  return { id: `${group}/${subject}`, suite: 'fake', subject, group, label: group, parameters: { n: 10 } };
}

export function runStarted(cells: readonly CellSummary[], more: Partial<RunStarted> = {}): RunStarted {
  return {
    type: 'run-started',
    schemaVersion: 1,
    runId: '20260102-030405-fake-beef',
    suite: 'fake',
    command: 'mls bench fake',
    columns: [],
    cells,
    fingerprint: FINGERPRINT,
    request: { rounds: 3 },
    ...more,
  };
}

export function sampleOf(round: number, ms: number, more: Partial<Sample> = {}): Sample {
  return {
    round,
    ms,
    parts: { load: 0, compile: 0, compute: ms, readback: 0 },
    check: 'pass',
    quality: { recall: 1 },
    ...more,
  };
}

export function roundEvent(cellId: string, sample: Sample, peakRssBytes = 1000): RunEvent {
  return { type: 'round', cellId, sample, peakRssBytes };
}
