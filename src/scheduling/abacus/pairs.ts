import { UsageError } from '../../errors.js';
import { combinationOf, modelNamed, type ZooModel } from '../predictor/model-zoo.js';
import { PAIRS } from '../predictor/read-profiles.js';

/** Two models that share a GPU, in the order of ids. */
export interface Pair {
  /** Such as `resnet152_vgg19`. */
  readonly name: string;
  readonly models: readonly ZooModel[];
}

/** @throws UsageError unless these are two different models */
export function pairOf(names: readonly string[]): Pair {
  const models = names.map(modelNamed).sort((one, other) => one.id - other.id);
  const name = combinationOf(models.map(({ id }) => id));
  if (PAIRS.includes(name)) return { name, models };
  throw new UsageError(`expected two different models that share a GPU; got ${names.join(', ')}`);
}

/** @throws UsageError for a name that no pair has */
export function pairNamed(name: string): Pair {
  const [first = '', second] = name.split(/_(?!v3)/);
  return pairOf(second === undefined ? [first] : [first, second]);
}
