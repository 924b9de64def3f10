import type { Row } from '../../results/columns.js';
import { headlineOf, numberIn } from '../../results/display/headline.js';
import type { Plot, PlotSource } from './plot.js';
import { INK, PLOT_WIDTH, seriesEncoding } from './plot-theme.js';
import { byQuestion, soundRows } from './questions.js';
import { seriesNames } from './series-name.js';

const ROW_HEIGHT = 26;

/** Every round as a mark, with the median and its interval, one plot a question: what a median alone does not say. */
export function roundsPlots({ rows, columns, samplesOf }: PlotSource): Plot[] {
  const headline = headlineOf(columns);
  if (headline?.column.unit !== 'ms') return [];
  const swept = columns.filter((column) => column.swept === true).map(({ name }) => name);
  return [...byQuestion(soundRows(rows), columns)].flatMap(([question, asked]) => {
    const nameOf = seriesNames(asked);
    const labelOf = (row: Row) => [nameOf(row), ...settings(row, swept)].join(' ');
    const rounds = asked.flatMap((row) =>
      samplesOf(row).map(({ ms }) => ({ subject: labelOf(row), series: nameOf(row), ms })),
    );
    // One round each is what the table says.
    if (rounds.length <= asked.length) return [];
    const medians = asked.map((row) => ({
      subject: labelOf(row),
      ms: numberIn(row, headline.column.name),
      low: numberIn(row, headline.low),
      high: numberIn(row, headline.high),
    }));
    const subjects = [...new Set(medians.map(({ subject }) => subject))];
    const { color, shape } = seriesEncoding([...new Set(asked.map(nameOf))]);
    const y = {
      field: 'subject',
      type: 'nominal' as const,
      title: null,
      sort: subjects,
      axis: { labelLimit: 0 },
    };
    const x = {
      field: 'ms',
      type: 'quantitative' as const,
      title: 'time of a round (ms)',
      scale: { type: 'log' as const, nice: false, padding: 8 },
    };
    const bare = { color: { ...color, legend: null }, shape: { ...shape, legend: null } };
    return {
      title: 'Time of every round',
      subtitle: [question, 'tick: median, bar: 95 % interval'].filter((part) => part !== '').join('; '),
      description: descriptionOf(medians),
      chart: {
        width: PLOT_WIDTH,
        height: ROW_HEIGHT * subjects.length,
        layer: [
          {
            data: { values: rounds },
            mark: { type: 'point', size: 28, opacity: 0.7, aria: false },
            encoding: { x, y, ...bare },
          },
          {
            data: { values: medians },
            mark: { type: 'rule', color: INK, strokeWidth: 1.5, aria: false },
            encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y },
          },
          {
            data: { values: medians },
            mark: { type: 'tick', color: INK, thickness: 2, size: 16, aria: false },
            encoding: { x, y },
          },
        ],
      },
    };
  });
}

function descriptionOf(medians: readonly { readonly subject: string; readonly ms: number | null }[]): string {
  const known = medians
    .flatMap(({ subject, ms }) => (ms === null ? [] : { subject, ms }))
    .sort((a, b) => a.ms - b.ms);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return 'No median is known.';
  const told = ({ subject, ms }: typeof first) => `${ms.toPrecision(4)} ms of ${subject}`;
  return known.length === 1
    ? `The median is ${told(first)}.`
    : `Medians of ${known.length} subjects, from ${told(first)} to ${told(last)}.`;
}

function settings(row: Row, names: readonly string[]): string[] {
  return names.flatMap((name) =>
    name === 'index' || name === 'threads' || (row[name] ?? null) === null ? [] : `${name} ${row[name]}`,
  );
}
