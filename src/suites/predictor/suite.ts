import { ALL } from '../../scheduling/predictor/hyper-parameters.js';
import type { PredictorKind } from '../../scheduling/predictor/predictor.js';
import { predictorText } from '../../scheduling/predictor/predictor-file.js';
import type { ProfileRecord } from '../../scheduling/predictor/profile-csv.js';
import { publishedError } from '../../scheduling/predictor/published-errors.js';
import { type Profiles, readProfiles } from '../../scheduling/predictor/read-profiles.js';
import { trainAndTest } from '../../scheduling/predictor/trained-predictor.js';
import type { ComputedCell, ComputedSuite } from '../computed.js';
import { PREDICTOR_COLUMNS } from './columns.js';
import { type PredictorRequest, predictorRequest } from './request.js';

/** The overlap-aware latency predictor of Abacus and what it was compared with, trained with measured latencies. */
export const suite: ComputedSuite = {
  name: 'predictor',
  columns: PREDICTOR_COLUMNS,
  async cells(grid) {
    const request = predictorRequest(grid);
    const profiles = await readProfiles(request.profiles);
    return request.combinations.flatMap((combination) =>
      request.kinds.map((kind) => cellOf(request, combination, kind, profiles)),
    );
  },
};

function cellOf(
  { seed, parametersOf }: PredictorRequest,
  combination: string,
  kind: PredictorKind,
  profiles: Profiles,
): ComputedCell {
  const parameters = parametersOf(combination);
  const id = `${kind}-${combination}`;
  return {
    id,
    subject: kind,
    label: `${kind} ${combination}`,
    parameters: { combination, predictor: kind, epochs: kind === 'mlp' ? parameters.epochs : null, seed },
    async compute(tools) {
      const records = recordsOf(profiles, combination);
      if (records.length === 0) {
        return { status: 'skipped', reason: `the profiles have no ${combination}.csv` };
      }
      const trained = await trainAndTest(records, kind, parameters, seed, tools);
      await tools.keep?.(`${id}.json`, predictorText({ combination, ...trained }));
      const { error, swappedError, trainedWith, testedWith } = trained;
      const [publishedMaeMs, publishedMapePercent] = publishedError(combination, kind) ?? [null, null];
      const mapePercent = 100 * error.meanRelative;
      return {
        ...{ status: 'ok', reason: null, trainedWith, testedWith },
        ...{ maeMs: error.meanAbsolute, publishedMaeMs },
        ...{ mapePercent, publishedMapePercent },
        mapePoints: publishedMapePercent === null ? null : Math.abs(mapePercent - publishedMapePercent),
        swappedMapePercent: 100 * swappedError.meanRelative,
      };
    },
  };
}

function recordsOf(profiles: Profiles, combination: string): readonly ProfileRecord[] {
  return combination === ALL ? [...profiles.values()].flat() : (profiles.get(combination) ?? []);
}
