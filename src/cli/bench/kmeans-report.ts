import { join } from 'node:path';
import { z } from 'zod';
import type { BenchmarkResult } from '../../harness/benchmark.js';
import { type ElbowCurve, elbowCurves } from '../../report/elbow-curve.js';
import { documentSchema, type RunDocument } from '../../results/document.js';
import { comparedRows, type RecordedRun } from '../../results/recorded-run.js';
import { kmeansRow } from '../../suites/kmeans/row.js';
import { nearPath } from '../near-path.js';
import type { BelowOptions } from '../present-run.js';

const elbow = z.strictObject({
  metric: z.enum(['l2', 'cosine']),
  /** Where Kneedle finds the elbow; null where it finds none. */
  k: z.int().nullable(),
  /** How far the curve sags there below its chord, of at most 1. */
  sag: z.number().nullable(),
  /** Why there is no elbow, or why it should not be believed. */
  warning: z.string().nullable(),
});

/** What `mls bench kmeans --json` prints; `elbows` with `--elbow`. */
export const kmeansDocument = documentSchema(kmeansRow).extend({ elbows: z.array(elbow).optional() });

/** What K-Means adds to the report of a run. */
export interface KMeansReport {
  below(run: RecordedRun, options: BelowOptions): Promise<readonly string[]>;
  /** Writes the files of an elbow beside the journal. */
  write(result: BenchmarkResult, options: { readonly json: boolean }): Promise<void>;
  document(document: RunDocument): RunDocument & { readonly elbows?: readonly z.infer<typeof elbow>[] };
}

export function kmeansReport(isElbow: boolean): KMeansReport {
  return isElbow ? elbowReport : plainReport;
}

const plainReport: KMeansReport = {
  async below(run, options) {
    const { renderScalingCharts } = await import('../../report/scaling-chart.js');
    const rows = comparedRows(run);
    const { columns } = run.started;
    return ['n', 'k'].map((against) => renderScalingCharts(rows, columns, { ...options, against }));
  },
  async write() {},
  document: (document) => document,
};

const elbowReport: KMeansReport = {
  async below(run, options) {
    const { renderElbowChart } = await import('../../report/elbow-chart.js');
    return elbowCurves(comparedRows(run)).map((curve) => renderElbowChart(curve, options));
  },
  async write({ run, directory }, { json }) {
    const curves = elbowCurves(comparedRows(run));
    if (curves.length === 0) return;
    const { writeElbowFiles } = await import('../../report/elbow-files.js');
    const names = await writeElbowFiles(directory, curves, subtitleOf(run));
    const where = nearPath(directory);
    if (!json) process.stderr.write(`Elbow: ${names.map((name) => join(where, name)).join(', ')}\n`);
  },
  document: (document) => ({
    ...document,
    elbows: elbowCurves(document.rows as Parameters<typeof elbowCurves>[0]).map(asJson),
  }),
};

function asJson({ metric, elbow: found, warning }: ElbowCurve): z.infer<typeof elbow> {
  return { metric, k: found?.k ?? null, sag: found?.sag ?? null, warning: warning ?? null };
}

function subtitleOf({ started }: RecordedRun): string {
  const [first] = started.cells;
  const { dataset, n, d, init, algorithm } = first?.parameters ?? {};
  return `${dataset}, ${n} x ${d}, ${algorithm} from ${init}`;
}
