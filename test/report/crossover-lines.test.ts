import { describe, expect, it } from 'vitest';
import { renderCrossovers } from '../../src/report/crossover-lines.js';
import type { Row } from '../../src/results/columns.js';
import type { CellSummary, RunEvent, Sample } from '../../src/results/events.js';
import { recordedRun } from '../../src/results/recorded-run.js';
import type { Status } from '../../src/results/status.js';
import { OPENED, roundEvent, runStarted, sampleOf } from '../results/recorded-events.js';

interface Measured {
  readonly subject: string;
  readonly d: number;
  readonly ms: number;
  readonly load?: number;
  readonly status?: Status;
  readonly more?: Row;
}

/** The lines of a run in which every cell had three equal rounds. */
function lines(...measured: readonly Measured[]): string[] {
  const events: RunEvent[] = [];
  const cells = measured.map(({ subject, d, ms, load = 0, status = 'ok', more = {} }): CellSummary => {
    const parameters: Row = {
      dataset: 'uniform',
      metric: 'l2',
      shape: 'rows',
      pairs: 1000,
      rows: null,
      d,
      ...more,
    };
    const id = `${JSON.stringify(parameters)}/${subject}`;
    const parts: Sample['parts'] = { load, compile: 0, compute: ms - load, readback: 0 };
    if (status !== 'unavailable') {
      const engine = subject === 'tfjs' ? 'wasm' : subject === 'ts' ? 'worker-threads' : subject;
      events.push({ type: 'cell-opened', cellId: id, opened: { ...OPENED, engine } });
      const check = status === 'wrong' ? 'fail' : subject === 'null' ? 'none' : 'pass';
      for (const round of [1, 2, 3]) events.push(roundEvent(id, sampleOf(round, ms, { parts, check })));
    }
    events.push({ type: 'cell-finished', cellId: id, status, row: {} });
    return { id, suite: 'distance', subject, group: id, label: id, parameters };
  });
  const text = renderCrossovers(recordedRun(runStarted(cells), events), 'd');
  return text === '' ? [] : text.split('\n');
}

const ts = (d: number, ms: number, more: Row = {}): Measured => ({ subject: 'ts', d, ms, more });
const tfjs = (d: number, ms: number, more: Partial<Measured> = {}): Measured => ({
  subject: 'tfjs',
  d,
  ms,
  ...more,
});

describe('the lines of crossovers', () => {
  it('tell the size from which a backend is faster, with its interval and the question', () => {
    expect(lines(ts(10, 1), tfjs(10, 2), ts(100_000, 8), tfjs(100_000, 1))).toEqual([
      'tfjs (wasm) overtakes ts at d = 100 [100, 100] (l2, 1,000 pairs)',
    ]);
    expect(lines(ts(256, 1), tfjs(256, 2), ts(65_536, 4), tfjs(65_536, 1))).toEqual([
      'tfjs (wasm) overtakes ts at d = 1.63k [1.63k, 1.63k] (l2, 1,000 pairs)',
    ]);
  });

  it('tell that there is none on either side', () => {
    expect(lines(ts(2, 1), tfjs(2, 2), ts(64, 1), tfjs(64, 2))).toEqual([
      'tfjs (wasm) never overtakes ts within d = 2..64 (l2, 1,000 pairs)',
    ]);
    expect(lines(ts(2, 2), tfjs(2, 1), ts(64, 2), tfjs(64, 1))).toEqual([
      'tfjs (wasm) is always faster than ts within d = 2..64 (l2, 1,000 pairs)',
    ]);
  });

  it('tell what would be without transfer, where a backend times it and is not faster with it', () => {
    const paired = (d: number, load: number, ms: number) => [ts(d, 1), tfjs(d, ms, { load })];
    expect(lines(...paired(2, 1.5, 2), ...paired(64, 1.5, 2))).toEqual([
      'tfjs (wasm) never overtakes ts within d = 2..64; without transfer it is always faster than ts within d = 2..64 (l2, 1,000 pairs)',
    ]);
    expect(lines(...paired(2, 0.5, 2), ...paired(64, 0.5, 2))).toEqual([
      'tfjs (wasm) never overtakes ts within d = 2..64, nor would without transfer (l2, 1,000 pairs)',
    ]);
    expect(lines(...paired(2, 0.1, 0.5), ...paired(64, 0.1, 0.5))).toEqual([
      'tfjs (wasm) is always faster than ts within d = 2..64 (l2, 1,000 pairs)',
    ]);
  });

  it('keep questions apart, and tell what tells them apart', () => {
    const both = (more: Row) => [2, 64].flatMap((d) => [ts(d, 1, more), tfjs(d, 2, { more })]);
    expect(lines(...both({ pairs: 1, shape: 'pair' }), ...both({ metric: 'dot' }))).toEqual([
      'tfjs (wasm) never overtakes ts within d = 2..64 (l2, 1 pair)',
      'tfjs (wasm) never overtakes ts within d = 2..64 (dot, 1,000 pairs)',
    ]);
    expect(lines(...both({}), ...both({ shape: 'one-to-many', rows: 1000 }))).toEqual([
      'tfjs (wasm) never overtakes ts within d = 2..64 (l2, rows, 1,000 pairs)',
      'tfjs (wasm) never overtakes ts within d = 2..64 (l2, one-to-many, 1,000 pairs, 1,000 rows)',
    ]);
  });

  it('leave out sizes at which either was wrong or did not run', () => {
    const three = [2, 8, 64].flatMap((d) => [ts(d, 1), tfjs(d, d === 64 ? 0.5 : 2)]);
    expect(lines(...three)[0]).toMatch(/ overtakes ts at d = /);
    const wrong = three.map((one) =>
      one.subject === 'tfjs' && one.d === 64 ? { ...one, status: 'wrong' as const } : one,
    );
    expect(lines(...wrong)).toEqual(['tfjs (wasm) never overtakes ts within d = 2..8 (l2, 1,000 pairs)']);
  });

  it('are none without ts, without a second size, and for a backend that does nothing', () => {
    expect(lines(tfjs(2, 1), tfjs(64, 1))).toEqual([]);
    expect(lines(ts(2, 1), tfjs(2, 1))).toEqual([]);
    const idle = (d: number): Measured => ({ subject: 'null', d, ms: 0.001 });
    expect(lines(ts(2, 1), idle(2), ts(64, 1), idle(64))).toEqual([]);
  });
});
