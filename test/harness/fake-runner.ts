import type { CellRunner, OpenCell, PreparationProgress } from '../../src/harness/cell-runner.js';
import { CellFailure } from '../../src/harness/cell-runner.js';
import type { Sample } from '../../src/results/events.js';
import type { Cell } from '../../src/suites/suite.js';
import { OPENED, sampleOf } from '../results/recorded-events.js';
import { FakeClock } from './fake-clock.js';

export interface Script {
  prepare?(cells: readonly Cell[], onProgress: (progress: PreparationProgress) => void): void;
  /** Throws what opening fails with. */
  open?(cell: Cell): void;
  /** The sample of a round, or throws what it fails with. */
  round?(cell: Cell, round: number): Sample;
}

/** Runs cells by a script, and writes down what was asked of it and how much was alive at once. */
export class FakeRunner implements CellRunner {
  readonly clock = new FakeClock();
  readonly log: string[] = [];
  readonly live = new Set<string>();
  /** How long rounds were asked to be of the cells that were opened. */
  readonly roundsMs: (number | undefined)[] = [];
  mostLive = 0;
  #stopped = false;

  constructor(private readonly script: Script = {}) {}

  async prepare(cells: readonly Cell[], onProgress: (progress: PreparationProgress) => void): Promise<void> {
    this.log.push(`prepare ${cells.map(({ id }) => id).join(' ')}`);
    this.script.prepare?.(cells, onProgress);
  }

  async open(cell: Cell, roundMs?: number): Promise<OpenCell> {
    this.#refuseIfStopped();
    this.log.push(`open ${cell.id}`);
    this.roundsMs.push(roundMs);
    this.script.open?.(cell);
    this.live.add(cell.id);
    this.mostLive = Math.max(this.mostLive, this.live.size);
    return {
      opened: OPENED,
      peakRssBytes: 100,
      round: async (round) => {
        this.#refuseIfStopped();
        this.log.push(`round ${round} ${cell.id}`);
        // As over a process boundary: the answer comes later, and not at all where the run was stopped meanwhile.
        await new Promise((resolve) => setImmediate(resolve));
        this.#refuseIfStopped();
        const sample = this.script.round?.(cell, round) ?? sampleOf(round, 10);
        this.clock.advance(sample.ms);
        return { sample, peakRssBytes: 100 + round };
      },
      close: async () => {
        this.log.push(`close ${cell.id}`);
        this.live.delete(cell.id);
      },
    };
  }

  stop(): void {
    this.#stopped = true;
  }

  /** The order in which rounds were run, such as `a b b a`. */
  get rounds(): string {
    return this.log
      .filter((entry) => entry.startsWith('round'))
      .map((entry) => entry.split('/')[1])
      .join(' ');
  }

  #refuseIfStopped(): void {
    if (this.#stopped) throw new CellFailure('failed', 'its process was killed by SIGKILL');
  }
}
