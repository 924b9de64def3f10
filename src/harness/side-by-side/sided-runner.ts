import type { Cell } from '../../suites/suite.js';
import type { CellRunner, OpenCell, PreparationProgress } from '../cell-runner.js';
import { openFresh } from './fresh-cell.js';
import { SIDES, type Side, untwinned } from './sides.js';

/** Runs twin cells, each by the runner of its side. */
export class SidedRunner implements CellRunner {
  constructor(
    private readonly runners: Readonly<Record<Side, CellRunner>>,
    private readonly processes: 'one-a-cell' | 'one-a-round',
  ) {}

  /** On both sides, one after the other: what they keep in the cache may differ as their code does. */
  async prepare(cells: readonly Cell[], onProgress: (progress: PreparationProgress) => void): Promise<void> {
    for (const side of SIDES) {
      const own = cells.filter(({ id }) => untwinned(id).side === side).map(ownCell);
      if (own.length > 0) await this.runners[side].prepare(own, onProgress);
    }
  }

  open(cell: Cell): Promise<OpenCell> {
    const runner = this.runners[untwinned(cell.id).side];
    return this.processes === 'one-a-round' ? openFresh(runner, ownCell(cell)) : runner.open(ownCell(cell));
  }

  stop(): void {
    for (const side of SIDES) this.runners[side].stop();
  }
}

function ownCell(cell: Cell): Cell {
  return { ...cell, id: untwinned(cell.id).cellId };
}
