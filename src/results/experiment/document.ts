import { z } from 'zod';
import { EXIT } from '../../errors.js';
import { anyDocument, type RunDocument } from '../document.js';
import { type Comparison, comparison } from './compare.js';
import { type Experiment, SIZES, type Size } from './experiment.js';

/** The document of `mls run --json`: that of the run, and beside it what was expected. */
export const experimentDocument = anyDocument.extend({
  experiment: z.strictObject({
    name: z.string(),
    question: z.string(),
    source: z.string(),
    size: z.enum(SIZES),
    comparisons: z.array(comparison),
    notes: z.array(z.string()),
  }),
});

export type ExperimentDocument = z.infer<typeof experimentDocument>;

/** A figure that fails makes the exit code 1, unless the run itself ended worse. */
export function experimentDocumentOf(
  run: RunDocument,
  { name, question, source, notes }: Experiment,
  size: Size,
  comparisons: readonly Comparison[],
): ExperimentDocument {
  const failed = comparisons.some(({ verdict }) => verdict === 'FAIL');
  const exitCode = failed && run.exitCode === EXIT.ok ? EXIT.unexpected : run.exitCode;
  return {
    ...run,
    exitCode,
    verdict: exitCode === run.exitCode ? run.verdict : 'failed',
    experiment: { name, question, source, size, comparisons: [...comparisons], notes },
  };
}
