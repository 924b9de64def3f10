import { UsageError } from '../errors.js';
import { nearest } from '../nearest.js';
import { provider as cifarPatches192 } from './catalogue/cifar-patches-192.js';
import { provider as fashionMnist784 } from './catalogue/fashion-mnist-784.js';
import { provider as glove6b100 } from './catalogue/glove-6b-100.js';
import { provider as mnist784 } from './catalogue/mnist-784.js';
import type { Dataset, DatasetProvider, DatasetRequest, DatasetSpec, FetchTools } from './dataset.js';
import { fileProvider, isFileName } from './files/file-provider.js';
import { numpyLegacyProvider } from './numpy-legacy/provider.js';
import { resolveShape } from './resolve-shape.js';
import { provider as clustered } from './synthetic/clustered.js';
import { provider as gaussian } from './synthetic/gaussian.js';
import { provider as uniform } from './synthetic/uniform.js';

/** Every dataset by its file's name, in the order lists show them. Importing one reads and fetches nothing. */
const PROVIDERS: readonly DatasetProvider[] = [
  mnist784,
  fashionMnist784,
  glove6b100,
  cifarPatches192,
  uniform,
  gaussian,
  clustered,
];

export const DATASET_NAMES: readonly string[] = PROVIDERS.map(({ name }) => name);

export function datasetProviders(): readonly DatasetProvider[] {
  return PROVIDERS;
}

/**
 * A dataset of the list, `numpy-legacy:<seed>`, or a file of vectors by its path.
 * @throws UsageError when there is no such dataset, naming the nearest that there is
 */
export function datasetProvider(name: string): DatasetProvider {
  const found = PROVIDERS.find((provider) => provider.name === name);
  if (found !== undefined) return found;
  const numpyLegacy = numpyLegacyProvider(name);
  if (numpyLegacy !== undefined) return numpyLegacy;
  if (isFileName(name)) return fileProvider(name);
  const meant = nearest(name, DATASET_NAMES);
  const hint = meant === undefined ? '' : ` - did you mean ${meant}?`;
  throw new UsageError(`expected a dataset, one of ${DATASET_NAMES.join(', ')}; got "${name}"${hint}`);
}

/**
 * Fills in what was not asked for from the dataset's own shape, before anything is read or fetched.
 * @throws UsageError for an unknown name and for a size the dataset cannot have, with the numbers
 */
export function resolveDataset(request: DatasetRequest): DatasetSpec {
  return resolveShape(datasetProvider(request.name), request);
}

/**
 * What was asked for as a cell carries it, of files too, whose heads it reads.
 * @throws UsageError as `resolveDataset`, and when files do not fit each other; DataError when one is damaged
 */
export async function describeDataset(request: DatasetRequest): Promise<DatasetSpec> {
  const provider = datasetProvider(request.name);
  if (provider.describe !== undefined) return provider.describe(request);
  const file = request.queriesPath ?? request.truthPath;
  if (file === undefined) return resolveShape(provider, request);
  const flag = request.queriesPath === undefined ? '--truth' : '--queries';
  throw new UsageError(
    `expected ${flag} to be a file only beside a file as --dataset, as ${request.name} brings its own queries; got "${file}"`,
  );
}

/** @throws DataError when the dataset is not local or its files are damaged */
export function openDataset(spec: DatasetSpec): Promise<Dataset> {
  return datasetProvider(spec.name).open(spec);
}

/** Makes a dataset local, which does nothing but check it when it is. */
export function pullDataset(name: string, tools: FetchTools): Promise<void> {
  return datasetProvider(name).pull(tools);
}
