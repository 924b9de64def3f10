import { parseChoices } from '../../parse/choices.js';
import { parseInteger, parsePositiveInteger } from '../../parse/quantities.js';
import { ALL, type HyperParameters, hyperParametersOf } from '../../scheduling/predictor/hyper-parameters.js';
import { PREDICTOR_KINDS, type PredictorKind } from '../../scheduling/predictor/predictor.js';
import { profilesDirectory } from '../../scheduling/predictor/profiles-directory.js';
import { PAIRS } from '../../scheduling/predictor/read-profiles.js';
import type { Grid } from '../computed.js';
import { GridFlags } from '../grid-flags.js';

/** Names of the flags, which are those of `mls train predictor`. */
export const PREDICTOR_FLAGS = ['profiles', 'model', 'combination', 'epochs', 'seed', 'quick'] as const;

/** Enough for the perceptron of all pairs to be near its best. */
const QUICK_EPOCHS = 100;

export interface PredictorRequest {
  readonly profiles: string;
  readonly kinds: readonly PredictorKind[];
  readonly combinations: readonly string[];
  readonly seed: number;
  parametersOf(combination: string): HyperParameters;
}

/** @throws UsageError naming the flag that cannot be read */
export function predictorRequest(grid: Grid): PredictorRequest {
  const flags = new GridFlags('mls train predictor', grid, PREDICTOR_FLAGS);
  const quick = flags.isSet('quick');
  const epochs = flags.optional('epochs') ?? (quick ? String(QUICK_EPOCHS) : undefined);
  const count = epochs === undefined ? undefined : parsePositiveInteger('--epochs', epochs);
  return {
    profiles: flags.text('profiles', profilesDirectory()),
    kinds: parseChoices('--model', flags.text('model', 'all'), PREDICTOR_KINDS),
    combinations: combinations(flags.text('combination', quick ? ALL : `pairs,${ALL}`)),
    seed: parseInteger('--seed', flags.text('seed', '0'), 0),
    parametersOf(combination) {
      const published = hyperParametersOf(combination);
      return { ...published, epochs: count ?? published.epochs };
    },
  };
}

/** `pairs` stands for every pair, `all` for the records of all pairs as one. */
function combinations(text: string): string[] {
  const words = text.split(',').flatMap((word) => (word.trim() === 'pairs' ? PAIRS : [word]));
  // A choice of one word would read `all` as every choice.
  return [
    ...new Set(words.flatMap((word) => (word === ALL ? [ALL] : parseChoices('--combination', word, PAIRS)))),
  ];
}
