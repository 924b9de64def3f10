import type { BenchmarkResult } from '../../harness/benchmark.js';
import { type Format, printRun } from '../present-run.js';
import { belowComputed } from './below-computed.js';

/** Wide enough for every column of a table that nobody looks at in a terminal. */
const PIPE_WIDTH = 260;

/** Prints a run whose rows were computed, which cannot be gone on with. */
export function printComputed(format: Format, result: BenchmarkResult): Promise<void> {
  return printRun(format, result, {
    below: (run, options) => belowComputed(run, result.directory, options),
    pipeWidth: PIPE_WIDTH,
    partial: '; the rows are those of cells that ended',
  });
}
