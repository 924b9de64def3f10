import { UsageError } from '../../errors.js';

/** A model of Abacus's evaluation, cut into segments between which its run can be split. */
export interface ZooModel {
  /** Features and slots are in the order of ids. */
  readonly id: number;
  readonly name: string;
  readonly segments: number;
  /** Whether a query has a sequence length; it is 0 for images. */
  readonly isSequence: boolean;
}

const network = (name: string, segments: number, isSequence = false) => ({ name, segments, isSequence });

/** Abacus (SC'21): residual networks by bottleneck, VGG by layer, Inception by block, BERT-base by encoder layer. */
export const MODEL_ZOO: readonly ZooModel[] = [
  network('resnet50', 18),
  network('resnet101', 35),
  network('resnet152', 52),
  network('inception_v3', 14),
  network('vgg16', 19),
  network('vgg19', 22),
  network('bert', 12, true),
].map((model, id) => ({ id, ...model }));

/** Inputs of a query that were profiled. */
export const BATCH_SIZES: readonly number[] = [4, 8, 16, 32];
export const SEQUENCE_LENGTHS: readonly number[] = [8, 16, 32, 64];

/** @throws UsageError that lists the names */
export function modelNamed(name: string): ZooModel {
  const model = MODEL_ZOO.find((one) => one.name === name);
  if (model !== undefined) return model;
  throw new UsageError(
    `expected a model out of ${MODEL_ZOO.map((one) => one.name).join(', ')}; got "${name}"`,
  );
}

/** @throws RangeError for an id that no model has */
export function modelOf(id: number): ZooModel {
  const model = MODEL_ZOO[id];
  if (model === undefined) throw new RangeError(`no model has the id ${id}`);
  return model;
}

/** Two models as profiles and results name them, in the order of ids: `resnet50_bert`. */
export function combinationOf(models: readonly number[]): string {
  return models
    .toSorted((one, other) => one - other)
    .map((id) => modelOf(id).name)
    .join('_');
}
