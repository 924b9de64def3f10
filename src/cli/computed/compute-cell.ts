import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { ColumnDeclaration } from '../../results/columns.js';
import type { ComputedCell } from '../../suites/computed.js';
import { brokenRow, type ComputedRow, computedRow } from './computed-row.js';

export interface CellTools {
  readonly signal: AbortSignal;
  /** That of the run, for files that the cell keeps. */
  readonly directory: string;
  onProgress(done: number, total: number): void;
}

/** A cell's row; of one that threw, why; undefined when it was interrupted. */
export async function computeCell(
  suite: string,
  cell: ComputedCell,
  columns: readonly ColumnDeclaration[],
  { signal, directory, onProgress }: CellTools,
): Promise<ComputedRow | undefined> {
  // Signals and the screen are served between cells too, however short these are.
  await turn();
  if (signal.aborted) return undefined;
  try {
    const computed = await cell.compute({
      signal,
      async progress(done, total) {
        onProgress(done, total);
        await turn();
      },
      keep: (name, text) => writeFile(join(directory, name), text),
    });
    return computedRow(suite, cell, computed, columns);
  } catch (error) {
    if (signal.aborted) return undefined;
    return computedRow(suite, cell, brokenRow(error), columns);
  }
}
