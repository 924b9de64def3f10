import type { Row } from '../../results/columns.js';
import { numberIn } from '../../results/display/headline.js';
import { formatDuration } from '../../results/display/quantity.js';
import type { Plot, PlotSource } from './plot.js';
import { byQuestion } from './questions.js';
import { roundsPlots } from './rounds-plot.js';
import { seriesChart } from './series-chart.js';
import { seriesNames } from './series-name.js';

const QUANTILES = [
  ['p50Ms', 'p50'],
  ['p90Ms', 'p90'],
  ['p99Ms', 'p99'],
] as const;
/** What a load is driven by, the first of which rows differ in is taken. */
const DRIVERS = [
  ['rate', 'requests (1/s)'],
  ['concurrency', 'clients'],
] as const;

/** Latency against what the load was, or of suites that are made of rounds, how long each round took. */
export function latencyPlots(source: PlotSource): Plot[] {
  // What was sent otherwise than planned says nothing of the server; what it failed to answer does.
  const sent = source.rows.filter((row) => row.status === 'ok' || row.status === 'failed');
  const driver = DRIVERS.find(([name]) => new Set(sent.flatMap((row) => numberIn(row, name) ?? [])).size > 1);
  if (driver === undefined) return roundsPlots(source);
  const [x, xTitle] = driver;
  return [...byQuestion(sent, source.columns, ['tier', 'policy', x])].flatMap(([question, rows]) =>
    plotsOf(question, rows, x, xTitle),
  );
}

/** One plot for all subjects and quantiles; where there are several subjects, one a quantile. */
function plotsOf(question: string, rows: readonly Row[], x: string, xTitle: string): Plot[] {
  const nameOf = seriesNames(rows);
  const subjects = new Set(rows.map(nameOf));
  const pointsOf = (name: string, series: (row: Row) => string) =>
    rows
      .flatMap((row) => {
        const [at, ms] = [numberIn(row, x), numberIn(row, name)];
        return at === null || ms === null || !(ms > 0) ? [] : { series: series(row), x: at, y: ms };
      })
      .sort((a, b) => a.x - b.x);
  const chart = { xTitle, yTitle: 'latency (ms)', xScale: 'linear', yScale: 'log' } as const;
  const sets =
    subjects.size > 1
      ? QUANTILES.map(([name, title]) => ({ title, points: pointsOf(name, nameOf) }))
      : [{ title: '', points: QUANTILES.flatMap(([name, title]) => pointsOf(name, () => title)) }];
  return sets
    .filter(({ points }) => new Set(points.map(({ x: at }) => at)).size > 1)
    .map(({ title, points }) => ({
      title: `${title === '' ? 'Latency' : `${title} latency`} against ${xTitle.replace(/ \(.*/, '')}`,
      subtitle: question,
      description:
        `${[...new Set(points.map(({ series }) => series))].join(', ')}: latency from the planned time, from ` +
        `${formatDuration(Math.min(...points.map(({ y }) => y)), 3)} to ${formatDuration(Math.max(...points.map(({ y }) => y)), 3)}.`,
      chart: seriesChart({ ...chart, points }),
    }));
}
