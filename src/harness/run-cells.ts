import type { Row } from '../results/columns.js';
import type { Emit } from '../results/events.js';
import type { Status } from '../results/status.js';
import type { Cell, Suite } from '../suites/suite.js';
import { type CellProgress, type EarlierProgress, outcomeOf, startProgress } from './cell-progress.js';
import { CellFailure, type CellRunner } from './cell-runner.js';
import { type Clock, systemClock } from './clock.js';
import { groupsOf, roundOrder } from './order.js';
import { isMeasuredEnough, type StoppingRule } from './stopping.js';

export interface RunCellsOptions {
  readonly suite: Suite;
  readonly cells: readonly Cell[];
  readonly rule: StoppingRule;
  readonly runner: CellRunner;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
  /** Bytes that live children may hold together; beyond it the others end and open again for their next round. */
  readonly memoryBytes: number;
  /** Cells an earlier part of this run finished. */
  readonly finished?: ReadonlySet<string>;
  readonly earlier?: ReadonlyMap<string, EarlierProgress>;
}

/**
 * Runs cells group by group, the cells of a group interleaved round by round with the order reversed each round, so
 * that drift of the host falls on all of them alike. A cell that fails becomes a row and the others go on.
 */
export async function runCells(options: RunCellsOptions): Promise<void> {
  const { runner, signal } = options;
  const stop = () => runner.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (const group of groupsOf(options.cells.filter((cell) => !options.finished?.has(cell.id)))) {
      await new GroupRun(options, group).run();
    }
  } finally {
    signal.removeEventListener('abort', stop);
    runner.stop();
  }
}

class GroupRun {
  readonly #active: CellProgress[];

  constructor(
    private readonly options: RunCellsOptions,
    cells: readonly Cell[],
  ) {
    this.#active = cells.map((cell) => startProgress(cell, options.earlier?.get(cell.id)));
  }

  async run(): Promise<void> {
    const { signal } = this.options;
    for (const progress of [...this.#active]) await this.#finishIfDone(progress);
    if (!signal.aborted && this.#active.length > 0) await this.#prepare();
    for (let round = 0; this.#active.length > 0 && !signal.aborted; round++) {
      for (const progress of roundOrder(this.#active, round)) {
        if (!signal.aborted) await this.#step(progress);
      }
    }
    for (const progress of [...this.#active]) await this.#finish(progress, 'interrupted', null);
  }

  async #prepare(): Promise<void> {
    const { runner, emit } = this.options;
    const stages = new Set<string>();
    try {
      await runner.prepare(
        this.#active.map((progress) => progress.cell),
        ({ type: _, ...event }) => {
          stages.add(event.stage);
          emit({ type: 'stage', ...event });
        },
      );
    } catch (error) {
      for (const progress of [...this.#active]) await this.#fail(progress, error);
    }
    for (const stage of stages) emit({ type: 'stage-finished', stage });
  }

  async #step(progress: CellProgress): Promise<void> {
    const { emit, clock = systemClock } = this.options;
    const cellId = progress.cell.id;
    try {
      const child = progress.child ?? (await this.#open(progress));
      const round = progress.samples.length + 1;
      emit({ type: 'round-started', cellId, round });
      const started = clock.now();
      const { sample, peakRssBytes } = await child.round(round);
      progress.samples.push(sample);
      progress.spentMs += clock.now() - started;
      progress.peakRssBytes = Math.max(progress.peakRssBytes ?? 0, peakRssBytes);
      emit({ type: 'round', cellId, sample, peakRssBytes });
      await this.#finishIfDone(progress);
    } catch (error) {
      await this.#fail(progress, error);
    }
  }

  async #open(progress: CellProgress) {
    const { runner, emit, suite, memoryBytes } = this.options;
    const others = this.#active.filter((other) => other.child !== undefined);
    let held = suite.residentBytes(progress.cell);
    for (const other of others) held += suite.residentBytes(other.cell);
    for (const other of others) {
      if (held <= memoryBytes) break;
      held -= suite.residentBytes(other.cell);
      await other.child?.close();
      other.child = undefined;
    }
    emit({ type: 'cell-opening', cellId: progress.cell.id });
    const child = await runner.open(progress.cell);
    progress.child = child;
    progress.opened = child.opened;
    progress.peakRssBytes = Math.max(progress.peakRssBytes ?? 0, child.peakRssBytes);
    emit({ type: 'cell-opened', cellId: progress.cell.id, opened: child.opened });
    return child;
  }

  async #finishIfDone(progress: CellProgress): Promise<void> {
    const wrong = progress.samples.find((sample) => sample.check === 'fail');
    if (wrong !== undefined) return this.#finish(progress, 'wrong', wrong.checkReason ?? null);
    const timesMs = progress.samples.map((sample) => sample.ms);
    if (isMeasuredEnough(timesMs, progress.spentMs, this.options.rule))
      await this.#finish(progress, 'ok', null);
  }

  async #fail(progress: CellProgress, error: unknown): Promise<void> {
    if (!(error instanceof CellFailure)) throw error;
    // A child that was killed because the run was stopped did not fail.
    if (this.options.signal.aborted) return;
    await this.#finish(progress, error.status, error.reason);
  }

  async #finish(progress: CellProgress, status: Status, reason: string | null): Promise<void> {
    const { suite, emit } = this.options;
    this.#active.splice(this.#active.indexOf(progress), 1);
    const row: Row = suite.row(progress.cell, outcomeOf(progress, status, reason));
    emit({ type: 'cell-finished', cellId: progress.cell.id, status, row });
    await progress.child?.close();
  }
}
