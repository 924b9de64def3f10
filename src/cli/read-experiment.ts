import { readFile } from 'node:fs/promises';
import { UsageError } from '../errors.js';
import { parseYaml } from '../parse/yaml-document.js';
import { type Experiment, experiment } from '../results/experiment/experiment.js';

/** @throws UsageError saying in one line where the file is not an experiment */
export async function readExperiment(path: string): Promise<Experiment> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new UsageError(`expected ${path} to be an experiment, such as experiments/seed-knn.yaml; ${why}`, {
      cause: error,
    });
  });
  return parseYaml(text, path, 'an experiment (question, source, suite, quick, full, expected)', experiment);
}
