import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BatchTrace, batchTraceFile, parseBatchTrace } from '../../results/batch-trace.js';
import { type RecordedRun, rowIds } from '../../results/recorded-run.js';

/** Batches that the cells of a run kept, in the order of its rows; what is missing or damaged is left out. */
export async function readBatchTraces(run: RecordedRun, directory: string): Promise<BatchTrace[]> {
  const traces = await Promise.all(
    rowIds(run).map(async (id) => {
      const text = await readFile(join(directory, batchTraceFile(id)), 'utf8').catch(() => '');
      return parseBatchTrace(text);
    }),
  );
  return traces.filter((trace) => trace !== undefined);
}
