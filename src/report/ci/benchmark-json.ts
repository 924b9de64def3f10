import type { RecordedRun } from '../../results/recorded-run.js';
import { type TrackedFigure, trackedFigures } from './tracked-figures.js';

/**
 * A run as github-action-benchmark reads it with `tool: customSmallerIsBetter`: figures of which less is better.
 * https://github.com/benchmark-action/github-action-benchmark
 */
export function renderBenchmarkJson(run: RecordedRun): string {
  const figures = trackedFigures(run).filter(({ better }) => better === 'lower');
  const entries = figures.map((figure) => ({
    name: figure.name,
    unit: figure.unit,
    value: figure.value,
    ...(halfWidth(figure) !== null && { range: `± ${halfWidth(figure)}` }),
    extra: `${figure.rounds ?? 0} rounds, ${run.started.runId}`,
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}

function halfWidth({ low, high }: TrackedFigure): number | null {
  return low === null || high === null ? null : Number(((high - low) / 2).toPrecision(3));
}
