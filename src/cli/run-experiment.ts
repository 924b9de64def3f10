import { compareExpected } from '../results/experiment/compare.js';
import { type ExperimentDocument, experimentDocumentOf } from '../results/experiment/document.js';
import type { Checked, Experiment, Size } from '../results/experiment/experiment.js';
import { outputStyle } from './output-style.js';
import type { RunOutcome } from './present-run.js';

const PIPE_WIDTH = 200;

export interface ExperimentRun {
  readonly experiment: Experiment;
  readonly size: Size;
  readonly checked: Checked;
  readonly json: boolean;
  /** Whether stdout takes tables, or only data. */
  readonly tables: boolean;
  start(): Promise<RunOutcome>;
}

/** Runs an experiment's suite and holds what came out against what was expected. */
export async function runExperiment(run: ExperimentRun): Promise<ExperimentDocument> {
  const { experiment, size, checked, json, tables } = run;
  if (!json) process.stderr.write(`${experiment.question.trim()}\n`);
  const { document } = await run.start();
  const compared = experimentDocumentOf(
    document,
    experiment,
    size,
    compareExpected(experiment, size, document.rows, checked),
  );
  if (!json) {
    const { renderComparisonTable } = await import('../report/comparison-table.js');
    const stream = tables ? process.stdout : process.stderr;
    const style = outputStyle(PIPE_WIDTH, stream);
    stream.write(`\n${renderComparisonTable(compared.experiment.comparisons, style)}\n`);
    for (const note of experiment.notes) stream.write(`- ${note.trim()}\n`);
  }
  return compared;
}
