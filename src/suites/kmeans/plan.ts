import type { DatasetSpec } from '../../datasets/dataset.js';
import { UsageError } from '../../errors.js';
import type { BenchmarkRequest } from '../benchmark-request.js';
import type { Cell } from '../suite.js';
import type { KMeansMetric, KMeansParameters, KMeansSettings } from './parameters.js';

export interface KMeansPlan {
  readonly subjects: BenchmarkRequest['subjects'];
  readonly datasets: readonly DatasetSpec[];
  readonly metrics: readonly KMeansMetric[];
  readonly ks: readonly number[];
  readonly threads: readonly number[];
  readonly settings: KMeansSettings;
  readonly memoryBytes?: number | undefined;
}

/**
 * The cells of a K-Means benchmark: one group per dataset, metric, k and thread count, holding every subject.
 * @throws UsageError when a k is larger than a dataset
 */
export function planKMeans(plan: KMeansPlan): Cell[] {
  const { settings, memoryBytes } = plan;
  const largestK = Math.max(...plan.ks);
  for (const { name, n } of plan.datasets) {
    if (largestK > n) throw new UsageError(`expected k of at most N = ${n} for ${name}; got k = ${largestK}`);
  }
  return plan.datasets.flatMap((dataset) =>
    plan.metrics.flatMap((metric) =>
      plan.ks.flatMap((k) =>
        plan.threads.flatMap((threads) => {
          const parameters: KMeansParameters = {
            ...settings,
            dataset,
            metric,
            k,
            largestK,
            ...(memoryBytes !== undefined && { memoryBytes }),
          };
          return plan.subjects.map(({ name, engine }) => cellOf(name, engine, threads, parameters));
        }),
      ),
    ),
  );
}

function cellOf(
  subject: string,
  engine: string | undefined,
  threads: number,
  parameters: KMeansParameters,
): Cell {
  const { dataset, metric, k, init, algorithm, restarts } = parameters;
  const group = groupOf(parameters, threads);
  const times = restarts === 1 ? '' : ` (best of ${restarts})`;
  return {
    id: `kmeans/${group}/${subject}${engine === undefined ? '' : `:${engine}`}`,
    suite: 'kmeans',
    subject,
    ...(engine !== undefined && { engine }),
    threads,
    group,
    label: `${dataset.name} ${dataset.n} x ${dataset.d}, ${metric}, k = ${k}, ${algorithm} from ${init}${times}`,
    parameters,
  };
}

function groupOf(parameters: KMeansParameters, threads: number): string {
  const { dataset, metric, k, init, algorithm, maxIterations, tolerance, memoryBytes } = parameters;
  const { restarts, startSeed, batchRows, cosineMean } = parameters;
  return [
    dataset.name,
    `${dataset.n}x${dataset.d}`,
    `seed${dataset.seed}`,
    ...(dataset.content === undefined ? [] : [dataset.content]),
    metric,
    ...(metric === 'cosine' ? [cosineMean] : []),
    `k${k}`,
    `${init}${startSeed}x${restarts}`,
    algorithm,
    ...(algorithm === 'minibatch' ? [`b${batchRows}`] : []),
    `i${maxIterations}`,
    `tol${tolerance}`,
    `t${threads}`,
    ...(memoryBytes === undefined ? [] : [`mem${memoryBytes}`]),
  ].join('/');
}
