import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { UsageError } from '../errors.js';
import { type Experiment, experiment } from '../results/experiment/experiment.js';

/** @throws UsageError saying in one line where the file is not an experiment */
export async function readExperiment(path: string): Promise<Experiment> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new UsageError(`expected ${path} to be an experiment, such as experiments/seed-knn.yaml; ${why}`, {
      cause: error,
    });
  });
  const document = parseDocument(text, { merge: true });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const line = fault.linePos?.[0].line ?? 1;
    throw new UsageError(`expected ${path} to be YAML; line ${line}: ${fault.message.split('\n', 1)[0]}`, {
      cause: fault,
    });
  }
  const read = experiment.safeParse(document.toJS());
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'as a whole' : issue.path.join('.');
  throw new UsageError(
    `expected ${path} to be an experiment (question, source, suite, quick, full, expected); ${where}: ${issue?.message}`,
    { cause: read.error },
  );
}
