import { describe, expect, it } from 'vitest';
import { CellChild } from '../../src/harness/cell-child.js';
import type { CellRunner, OpenCell, PreparationProgress } from '../../src/harness/cell-runner.js';
import { LocalRunner } from '../../src/harness/local-runner.js';
import { runCells } from '../../src/harness/run-cells.js';
import type { RunEvent } from '../../src/results/events.js';
import { suite } from '../../src/suites/knn/suite.js';
import type { Cell } from '../../src/suites/suite.js';
import { isAlive, knnCell, knnCells, signal, withOwnCache } from './real-cells.js';

const LIMIT_MS = 50_000;
withOwnCache();

/** As the local runner, but known by its processes' ids, so that a test can kill one. */
class KillableRunner implements CellRunner {
  readonly pids = new Map<string, number | undefined>();
  readonly #inner = new LocalRunner(LIMIT_MS);

  prepare(cells: readonly Cell[], onProgress: (progress: PreparationProgress) => void): Promise<void> {
    return this.#inner.prepare(cells, onProgress);
  }

  async open(cell: Cell): Promise<OpenCell> {
    const child = new CellChild();
    this.pids.set(cell.subject, child.pid);
    const { opened, peakRssBytes } = await child.ask({ type: 'open', cell }, 'opened', LIMIT_MS);
    return {
      opened,
      peakRssBytes,
      round: (round) => child.ask({ type: 'round', round }, 'round', LIMIT_MS),
      close: () => child.close(),
    };
  }

  stop(): void {
    this.#inner.stop();
  }
}

async function run(
  runner: CellRunner,
  cells: readonly Cell[],
  onEvent: (event: RunEvent) => void = () => {},
) {
  const events: RunEvent[] = [];
  await runCells({
    suite,
    cells,
    runner,
    rule: { kind: 'rounds', rounds: 3 },
    emit(event) {
      events.push(event);
      onEvent(event);
    },
    signal: new AbortController().signal,
    memoryBytes: 2 ** 30,
  });
  return events.flatMap((event) => (event.type === 'cell-finished' ? [event.row] : []));
}

describe('cells in child processes', () => {
  it('are prepared, run and checked', async () => {
    const rows = await run(new LocalRunner(LIMIT_MS), knnCells('ts', 'null'));
    expect(
      rows.map(({ backend, status, rounds, check, recall }) => [backend, status, rounds, check, recall]),
    ).toEqual([
      ['ts', 'ok', 3, 'pass', 1],
      ['null', 'ok', 3, 'none', null],
    ]);
  });

  it('go on without one that is killed in the middle of a round', async () => {
    const runner = new KillableRunner();
    const rows = await run(runner, knnCells('ts', 'null'), (event) => {
      if (event.type === 'round-started' && event.round === 2 && event.cellId.endsWith('/ts')) {
        // Stopped before the round is asked of it, killed after: in the middle whatever the round takes.
        signal(runner.pids.get('ts'), 'SIGSTOP');
        setImmediate(() => signal(runner.pids.get('ts'), 'SIGKILL'));
      }
    });
    expect(rows.map(({ backend, status, reason, rounds }) => [backend, status, reason, rounds])).toEqual([
      ['ts', 'failed', 'its process was killed by SIGKILL', 1],
      ['null', 'ok', null, 3],
    ]);
    for (const pid of runner.pids.values()) expect(isAlive(pid)).toBe(false);
  });
});

describe('LocalRunner', () => {
  it('tells the progress of preparing, and prepares once what cells share', async () => {
    const runner = new LocalRunner(LIMIT_MS);
    // A question of its own, whose truth no other test has computed.
    const cells = knnCells('ts', 'tfjs').map((cell) => ({
      ...cell,
      parameters: { ...cell.parameters, k: 5 },
    }));
    const told: PreparationProgress[] = [];
    await runner.prepare(cells, (progress) => told.push(progress));
    expect(told.map(({ unit, done, total }) => [unit, done, total])).toEqual([
      ['queries', 0, 3],
      ['queries', 3, 3],
    ]);
    await runner.prepare(cells, (progress) => told.push(progress));
    expect(told).toHaveLength(2);
  });

  it('fails to open a cell within its limit, and ends the process', async () => {
    await expect(new LocalRunner(1).open(knnCell('null'))).rejects.toMatchObject({
      status: 'timeout',
      reason: 'no answer within 1 ms (--timeout)',
    });
  });

  it('says what failed in preparing', async () => {
    const [cell] = knnCells('ts');
    const { dataset } = cell?.parameters ?? {};
    const lost = {
      ...knnCell('ts'),
      parameters: { ...cell?.parameters, dataset: { ...Object(dataset), name: 'lost' } },
    };
    await expect(new LocalRunner(LIMIT_MS).prepare([lost], () => {})).rejects.toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^UsageError: expected a dataset, one of .*; got "lost"/),
    });
  });

  it('that is stopped fails what is under way and starts nothing more', async () => {
    const runner = new LocalRunner(LIMIT_MS);
    const opening = runner.open(knnCell('null'));
    runner.stop();
    await expect(opening).rejects.toMatchObject({ reason: 'its process was killed by SIGKILL' });
    await expect(runner.open(knnCell('null'))).rejects.toMatchObject({ status: 'interrupted' });
    await expect(runner.prepare([], () => {})).rejects.toMatchObject({ status: 'interrupted' });
  });
});
