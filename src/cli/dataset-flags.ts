import { isFileName } from '../datasets/files/file-provider.js';
import { DATASET_NAMES, datasetProvider } from '../datasets/registry.js';
import { UsageError } from '../errors.js';
import { parsePositiveInteger } from '../parse/quantities.js';

/**
 * `--dataset`: names, `numpy-legacy:SEED` and paths of files, comma-separated; `all` stands for every name. A text that
 * is a file as a whole, commas and all, is one.
 * @throws UsageError when a word is none of them
 */
export function parseDatasets(flag: string, text: string): string[] {
  if (text === 'all') return [...DATASET_NAMES];
  const words = text.split(',').map((word) => word.trim());
  // The columns of `vectors.csv#a,b,c` are no datasets.
  const [first = '', ...rest] = words;
  const whole = first.includes('#') && isFileName(first) && rest.every((word) => !isDataset(word));
  const names = whole ? [text.trim()] : [...new Set(words)];
  for (const name of names) lookUp(flag, name);
  return names;
}

/** `--queries`: a number, a file of vectors, or both as `FILE,NUMBER` for the file's first rows. */
export function parseQueries(flag: string, text: string): { queries?: number; queriesPath?: string } {
  const words = text.split(',').map((word) => word.trim());
  const last = words.at(-1) ?? '';
  const counted = /^-?[\d.e+]+$/i.test(last) || last === '';
  const file = (counted ? words.slice(0, -1) : words).join(',');
  if (file !== '' && !isFileName(file)) {
    throw new UsageError(`expected ${flag} to be a number, a file of vectors or FILE,NUMBER; got "${text}"`);
  }
  return {
    ...(counted && { queries: parsePositiveInteger(flag, last) }),
    ...(file !== '' && { queriesPath: file }),
  };
}

function isDataset(word: string): boolean {
  try {
    datasetProvider(word);
    return true;
  } catch {
    return false;
  }
}

function lookUp(flag: string, name: string): void {
  try {
    datasetProvider(name);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const told = error.message.replace('expected a dataset,', `expected ${flag} to be a file of vectors or`);
    throw new UsageError(told, { cause: error });
  }
}
