import type { BackendRole, Metric, PrecisionMode } from '../../backends/backend.js';
import type { DatasetSpec } from '../../datasets/dataset.js';
import { UsageError } from '../../errors.js';
import type { Cell } from '../suite.js';
import type { KnnParameters } from './parameters.js';

export interface KnnPlan {
  readonly subjects: readonly {
    readonly name: string;
    readonly role: BackendRole;
    readonly engine?: string | undefined;
    /** Those asked for that it has; `full` alone where it says nothing. */
    readonly precisions?: readonly PrecisionMode[] | undefined;
  }[];
  readonly datasets: readonly DatasetSpec[];
  readonly metrics: readonly Metric[];
  readonly ks: readonly number[];
  readonly threads: readonly number[];
  readonly memoryBytes?: number | undefined;
  readonly withNeighbours?: boolean | undefined;
}

/**
 * The cells of a kNN benchmark: one group per dataset, metric, k and thread count, holding every subject.
 * @throws UsageError when a k is larger than a dataset, or than the lists of the truth given with it
 */
export function planKnn(plan: KnnPlan): Cell[] {
  const cells: Cell[] = [];
  for (const dataset of plan.datasets) {
    for (const k of plan.ks) {
      if (k > dataset.n) {
        throw new UsageError(`expected k of at most N = ${dataset.n} for ${dataset.name}; got k = ${k}`);
      }
      if (dataset.truthK !== undefined && k > dataset.truthK) {
        throw new UsageError(
          `expected k of at most ${dataset.truthK}, the neighbours that ${dataset.truthPath} holds for a query; got k = ${k}`,
        );
      }
      for (const metric of plan.metrics) {
        for (const threads of plan.threads) {
          const parameters = {
            dataset,
            metric,
            k,
            ...(plan.memoryBytes !== undefined && { memoryBytes: plan.memoryBytes }),
            ...(plan.withNeighbours === true && { withNeighbours: true }),
          };
          cells.push(
            ...plan.subjects.flatMap(({ name, engine, precisions = ['full'] }) =>
              precisions.map((precision) => cellOf(name, engine, threads, { ...parameters, precision })),
            ),
          );
        }
      }
    }
  }
  return cells;
}

function cellOf(
  subject: string,
  engine: string | undefined,
  threads: number,
  parameters: KnnParameters,
): Cell {
  const { dataset, metric, k, memoryBytes, precision } = parameters;
  const group = [
    dataset.name,
    `${dataset.n}x${dataset.d}`,
    `seed${dataset.seed}`,
    `q${dataset.queries}`,
    ...(dataset.queriesPath === undefined ? [] : [dataset.queriesPath]),
    ...(dataset.truthPath === undefined ? [] : [dataset.truthPath]),
    ...(dataset.content === undefined ? [] : [dataset.content]),
    metric,
    `k${k}`,
    `t${threads}`,
    ...(memoryBytes === undefined ? [] : [`mem${memoryBytes}`]),
  ].join('/');
  return {
    id: `knn/${group}/${subject}${engine === undefined ? '' : `:${engine}`}${precision === 'full' ? '' : `/${precision}`}`,
    suite: 'knn',
    subject,
    ...(engine !== undefined && { engine }),
    threads,
    group,
    label: `${dataset.name} ${dataset.n} x ${dataset.d}, ${metric}, k = ${k}, ${dataset.queries} queries`,
    parameters,
  };
}
