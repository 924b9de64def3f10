import { parsePositiveInteger } from '../../parse/quantities.js';
import { ALL, hyperParametersOf } from '../../scheduling/predictor/hyper-parameters.js';
import { type KeptPredictor, readPredictor } from '../../scheduling/predictor/predictor-file.js';
import { profilesDirectory } from '../../scheduling/predictor/profiles-directory.js';
import { readProfiles } from '../../scheduling/predictor/read-profiles.js';
import type { TrainingTools } from '../../scheduling/predictor/train-mlp.js';
import { trainAndTest } from '../../scheduling/predictor/trained-predictor.js';
import type { GridFlags } from '../grid-flags.js';

/** Gives the predictor, which it may have to train. @throws AbortError of the signal */
export type PredictorSource = (tools: TrainingTools) => Promise<KeptPredictor>;

/** The seed of training: one predictor for every stream of queries. */
const SEED = 0;

/**
 * A file, or profiles to train one with; either is read at once.
 * @throws UsageError for a number of epochs that is none; MlsError `unavailable` without profiles; DataError for a
 * damaged file
 */
export async function predictorSource(flags: GridFlags): Promise<PredictorSource> {
  const path = flags.optional('predictor');
  if (path !== undefined) {
    const kept = await readPredictor(path);
    return async () => kept;
  }
  const published = hyperParametersOf(ALL);
  const epochs = parsePositiveInteger('--epochs', flags.text('epochs', String(published.epochs)));
  const profiles = await readProfiles(flags.text('profiles', profilesDirectory()));
  const records = [...profiles.values()].flat();
  return async (tools) => ({
    combination: ALL,
    ...(await trainAndTest(records, 'mlp', { ...published, epochs }, SEED, tools)),
  });
}
