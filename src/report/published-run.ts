import type { Row } from '../results/columns.js';
import type { Sample } from '../results/events.js';
import { comparedRows, type RecordedRun, rowIds } from '../results/recorded-run.js';
import type { PlotSource } from './plots/plot.js';
import { hostText } from './publication/host-text.js';
import type { PublishedRun } from './publication/publication.js';

/** A recorded run as its tables and plots need it. */
export function publishedRun(run: RecordedRun, partial: boolean): PublishedRun & PlotSource {
  const { runId, suite, columns, fingerprint, ceilings = [] } = run.started;
  const rows = comparedRows(run);
  const samples = new Map<Row, readonly Sample[]>();
  for (const [at, id] of rowIds(run).entries()) {
    const row = rows[at];
    if (row !== undefined) samples.set(row, run.samples.get(id) ?? []);
  }
  return {
    ...{ runId, suite, columns, rows, ceilings, partial },
    host: hostText(fingerprint),
    samplesOf: (row) => samples.get(row) ?? [],
  };
}
