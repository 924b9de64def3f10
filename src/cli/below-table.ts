import { comparedRows, type RecordedRun } from '../results/recorded-run.js';
import { kmeansReport } from './bench/kmeans-report.js';
import type { Below } from './present-run.js';

/** The trade-off of recall and speed. */
export const belowAnn: Below = async (run, options) => {
  const { renderParetoCharts } = await import('../report/pareto-chart.js');
  return [renderParetoCharts(comparedRows(run), run.started.columns, options)];
};

/** From which size on a backend overtakes another, and time against size. */
export const belowDistance: Below = async (run, options) => {
  const { renderScalingCharts } = await import('../report/scaling-chart.js');
  const { renderCrossovers } = await import('../report/crossover-lines.js');
  const charts = renderScalingCharts(comparedRows(run), run.started.columns, { ...options, against: 'd' });
  return [renderCrossovers(run, 'd'), charts];
};

/** What stood below the table of a run when it ran; undefined for what stands below any. */
export function belowTable({ started }: RecordedRun): Below | undefined {
  if (started.suite === 'ann') return belowAnn;
  if (started.suite === 'distance') return belowDistance;
  if (started.suite === 'kmeans') return kmeansReport(isElbow(started.request)).below;
  return undefined;
}

function isElbow(request: unknown): boolean {
  return typeof request === 'object' && request !== null && Reflect.get(request, 'elbow') === true;
}
