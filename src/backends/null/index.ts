import type { Backend, Engine, EngineIdentity, Metric, Rows, VectorSet, VectorSource } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';

const IDENTITY: EngineIdentity = { engine: 'null', device: 'none', precision: 'float64', threads: 1 };
const NO_SUCH_ENGINE = 'null has no such engine';
const REMEDY = `Use ${IDENTITY.engine}.`;

/** Does no work: what is timed of it is what the harness itself adds to a round. */
export const backend: Backend = {
  name: 'null',
  role: 'null',
  summary: 'does nothing: its row is what the harness itself costs',
  engines: ['null'],
  probe: async (asked = IDENTITY.engine) =>
    asked === IDENTITY.engine
      ? { state: 'available', ...IDENTITY }
      : { state: 'unavailable', engine: asked, reason: NO_SUCH_ENGINE, remedy: REMEDY },
  async open({ engine: asked = IDENTITY.engine }) {
    if (asked !== IDENTITY.engine) throw new UnavailableError(`null on ${asked}`, NO_SUCH_ENGINE, REMEDY);
    return engine;
  },
};

const engine: Engine = {
  identity: IDENTITY,
  load: async (source, metric) => emptyAnswers(source, metric),
  rowDistances: async (x) => new Float32Array(x.n),
  close: async () => {},
};

/** Answers of the right shape and no content. */
function emptyAnswers({ n, d }: VectorSource, metric: Metric): VectorSet {
  return {
    n,
    d,
    metric,
    residence: 'resident',
    async knn(queries: Rows, k: number) {
      const width = Math.min(k, n);
      const length = queries.n * width;
      return {
        queries: queries.n,
        k: width,
        ids: new Int32Array(length),
        distances: new Float64Array(length),
      };
    },
    distances: async (queries) => new Float32Array(queries.n * n),
    kmeans: async ({ start: { k } }) => ({
      centroids: { k, d, data: new Float64Array(k * d) },
      labels: new Int32Array(n),
      inertia: 0,
      inertias: new Float64Array(1),
      iterations: 0,
      converged: false,
      pairs: 0,
    }),
    free: async () => {},
  };
}
