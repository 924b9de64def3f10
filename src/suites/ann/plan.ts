import type { IndexKind, Metric } from '../../backends/backend.js';
import type { DatasetSpec } from '../../datasets/dataset.js';
import { UsageError } from '../../errors.js';
import type { Cell } from '../suite.js';
import { type AnnParameters, effortOf } from './parameters.js';

export interface AnnPlan {
  readonly subjects: readonly {
    readonly name: string;
    readonly engine?: string | undefined;
    readonly indexes: readonly IndexKind[];
  }[];
  readonly datasets: readonly DatasetSpec[];
  readonly metrics: readonly Metric[];
  readonly ks: readonly number[];
  readonly threads: readonly number[];
  readonly indexes: readonly IndexKind[];
  readonly nlists?: readonly number[] | undefined;
  readonly ms: readonly number[];
  readonly efConstructions: readonly number[];
  readonly nprobes?: readonly number[] | undefined;
  readonly efs?: readonly number[] | undefined;
  /** Of the choice of rows that centroids are trained on. */
  readonly indexSeed: number;
}

const DEFAULT_NPROBES = [1, 2, 4, 8, 16, 32];
const DEFAULT_EFS = [16, 32, 64, 128, 256];

/**
 * The cells of an ANN benchmark: one group for each question and each point of a sweep, smallest values first, holding
 * every subject that builds such an index. A subject that builds none of those asked for has one cell, at the first
 * point, whose row says so.
 * @throws UsageError where a value does not fit the data
 */
export function planAnn(plan: AnnPlan): Cell[] {
  const strangers = plan.subjects.filter(
    ({ indexes }) => !indexes.some((kind) => plan.indexes.includes(kind)),
  );
  return plan.datasets.flatMap((dataset) =>
    plan.ks.flatMap((k) => {
      checkK(dataset, k);
      const points = plan.indexes.flatMap((kind) => pointsOf(plan, kind, dataset, k));
      return plan.metrics.flatMap((metric) =>
        plan.threads.flatMap((threads) =>
          points.flatMap((point, at) =>
            plan.subjects
              .filter(({ indexes }) => indexes.includes(point.build.kind))
              .concat(at === 0 ? strangers : [])
              .map((subject) => cellOf(subject, threads, { dataset, metric, k, ...point })),
          ),
        ),
      );
    }),
  );
}

function checkK({ name, n, truthK, truthPath }: DatasetSpec, k: number): void {
  if (k > n) throw new UsageError(`expected k of at most N = ${n} for ${name}; got k = ${k}`);
  if (truthK === undefined || k <= truthK) return;
  throw new UsageError(
    `expected k of at most ${truthK}, the neighbours that ${truthPath} holds for a query; got k = ${k}`,
  );
}

type Point = Pick<AnnParameters, 'build' | 'search' | 'smaller'>;

function pointsOf(plan: AnnPlan, kind: IndexKind, dataset: DatasetSpec, k: number): Point[] {
  return kind === 'ivf' ? ivfPoints(plan, dataset) : hnswPoints(plan, k);
}

function ivfPoints(plan: AnnPlan, { n, name }: DatasetSpec): Point[] {
  const nlists = plan.nlists ?? [Math.max(1, Math.round(Math.sqrt(n)))];
  return nlists.flatMap((nlist) => {
    if (nlist > n) throw new UsageError(`expected --nlist of at most N = ${n} for ${name}; got ${nlist}`);
    const tooLarge = plan.nprobes?.find((nprobe) => nprobe > nlist);
    if (tooLarge !== undefined) {
      throw new UsageError(`expected --nprobe of at most nlist = ${nlist} for ${name}; got ${tooLarge}`);
    }
    const nprobes = plan.nprobes ?? DEFAULT_NPROBES.filter((nprobe) => nprobe <= nlist);
    const build = { kind: 'ivf' as const, nlist, seed: plan.indexSeed };
    return sweep(nprobes).map(({ value, smaller }) => ({
      build,
      search: { kind: 'ivf' as const, nprobe: value },
      smaller,
    }));
  });
}

function hnswPoints(plan: AnnPlan, k: number): Point[] {
  const tooSmall = plan.efs?.find((ef) => ef < k);
  if (tooSmall !== undefined) {
    throw new UsageError(`expected --ef of at least k = ${k}, as no fewer can be kept; got ${tooSmall}`);
  }
  const efs = plan.efs ?? DEFAULT_EFS.map((ef) => Math.max(ef, k));
  return plan.ms.flatMap((m) =>
    plan.efConstructions.flatMap((efConstruction) =>
      sweep(efs).map(({ value, smaller }) => ({
        build: { kind: 'hnsw' as const, m, efConstruction },
        search: { kind: 'hnsw' as const, ef: value },
        smaller,
      })),
    ),
  );
}

/** Ascending, so that what a small value finds can spare a large one. */
function sweep(values: readonly number[]): { readonly value: number; readonly smaller: number[] }[] {
  const ascending = [...new Set(values)].sort((a, b) => a - b);
  return ascending.map((value, at) => ({ value, smaller: ascending.slice(0, at) }));
}

function cellOf(
  { name, engine }: AnnPlan['subjects'][number],
  threads: number,
  parameters: AnnParameters,
): Cell {
  const { dataset, metric, k, build, search } = parameters;
  const how = build.kind === 'ivf' ? `nlist ${build.nlist}` : `M ${build.m}, efC ${build.efConstruction}`;
  const effort = `${search.kind === 'ivf' ? 'nprobe' : 'ef'} ${effortOf(search)}`;
  const group = [
    dataset.name,
    ...[dataset.queriesPath, dataset.truthPath, dataset.content].filter((file) => file !== undefined),
    `${dataset.n}x${dataset.d}`,
    `seed${dataset.seed}`,
    `q${dataset.queries}`,
    metric,
    `k${k}`,
    `t${threads}`,
    [build.kind, how, ...(build.kind === 'ivf' ? [`seed ${build.seed}`] : [])].join(', '),
    effort,
  ]
    .join('/')
    .replaceAll(', ', '-')
    .replaceAll(' ', '');
  return {
    id: `ann/${group}/${name}${engine === undefined ? '' : `:${engine}`}`,
    suite: 'ann',
    subject: name,
    ...(engine !== undefined && { engine }),
    threads,
    group,
    label: `${dataset.name} ${dataset.n} x ${dataset.d}, ${metric}, k = ${k}, ${build.kind} (${how}), ${effort}`,
    parameters,
  };
}
