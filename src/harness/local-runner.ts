import type { Cell } from '../suites/suite.js';
import { CellChild } from './cell-child.js';
import { CellFailure, type CellRunner, type OpenCell, type PreparationProgress } from './cell-runner.js';

/** Preparing includes fetching data over a slow line and an oracle that is slow by design. */
const PREPARE_TIMEOUT_MS = 6 * 3600 * 1000;

/** Runs each cell in a child process of this host. */
export class LocalRunner implements CellRunner {
  readonly #children = new Set<CellChild>();
  #stopped = false;

  /**
   * @param timeoutMs limit on opening a cell, and on each round
   * @param entry what children run, where it is not this build's own
   */
  constructor(
    private readonly timeoutMs: number,
    private readonly entry?: URL,
  ) {}

  async prepare(cells: readonly Cell[], onProgress: (progress: PreparationProgress) => void): Promise<void> {
    const child = this.#start(onProgress);
    try {
      await child.ask({ type: 'prepare', cells }, 'prepared', PREPARE_TIMEOUT_MS);
    } finally {
      await this.#end(child);
    }
  }

  async open(cell: Cell, roundMs?: number): Promise<OpenCell> {
    const child = this.#start();
    const request = { type: 'open', cell, ...(roundMs !== undefined && { roundMs }) } as const;
    try {
      const { opened, peakRssBytes } = await child.ask(request, 'opened', this.timeoutMs);
      return {
        opened,
        peakRssBytes,
        round: (round) => child.ask({ type: 'round', round }, 'round', this.timeoutMs),
        close: () => this.#end(child),
      };
    } catch (error) {
      await this.#end(child);
      throw error;
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const child of this.#children) child.kill();
  }

  #start(onProgress?: (progress: PreparationProgress) => void): CellChild {
    if (this.#stopped) throw new CellFailure('interrupted', 'the run was stopped');
    const child = new CellChild(onProgress, this.entry);
    this.#children.add(child);
    return child;
  }

  async #end(child: CellChild): Promise<void> {
    await child.close();
    this.#children.delete(child);
  }
}
