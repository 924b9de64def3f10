import type { RecordedRun } from '../../results/recorded-run.js';
import { trackedFigures } from './tracked-figures.js';

const NS_PER_MS = 1e6;

/**
 * A run in the Bencher Metric Format, whose built-in measure `latency` is in nanoseconds.
 * https://bencher.dev/docs/reference/bencher-metric-format/
 */
export function renderBencherJson(run: RecordedRun): string {
  const times = trackedFigures(run).filter(({ unit, better }) => unit === 'ms' && better === 'lower');
  const metrics = times.map(({ name, value, low, high }) => [
    name,
    {
      latency: {
        value: value * NS_PER_MS,
        ...(low !== null && { lower_value: low * NS_PER_MS }),
        ...(high !== null && { upper_value: high * NS_PER_MS }),
      },
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(metrics), null, 2)}\n`;
}
