import { fitColumns } from '../results/display/fit-columns.js';
import type { Paint } from '../results/display/paint.js';
import { formatBytes, formatCount, formatMinute, MISSING } from '../results/display/quantity.js';
import type { ListedRun } from '../results/list-runs.js';
import { type Align, columnWidth, renderTable } from './table.js';

interface Column {
  readonly title: string;
  readonly align: Align;
  /** In a narrow window the largest go first. */
  readonly rank: number;
  cell(run: ListedRun): string;
}

const COLUMNS: readonly Column[] = [
  { title: 'run', align: 'left', rank: 0, cell: ({ runId }) => runId },
  { title: 'suite', align: 'left', rank: 4, cell: ({ suite }) => suite ?? MISSING },
  { title: 'when (UTC)', align: 'left', rank: 5, cell: ({ startedAt }) => formatMinute(startedAt) },
  { title: 'host', align: 'left', rank: 3, cell: ({ host }) => host ?? MISSING },
  { title: 'cells', align: 'right', rank: 1, cell: cellsText },
  { title: 'verdict', align: 'left', rank: 0, cell: verdictText },
  { title: 'size', align: 'right', rank: 2, cell: ({ bytes }) => formatBytes(bytes) },
];

/** A line a run, and below it what is wrong with some. */
export function renderRunsTable(
  runs: readonly ListedRun[],
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string {
  const sized = COLUMNS.map((column) => ({
    ...column,
    width: columnWidth([column.title, ...runs.map((run) => column.cell(run))]),
  }));
  const columns = fitColumns(sized, width, 0);
  const table = renderTable({
    head: columns.map(({ title }) => title),
    align: columns.map(({ align }) => align),
    rows: runs.map((run) => columns.map(({ title, cell }) => painted(title, cell(run), paint))),
    ...(Number.isFinite(width) && { width }),
  });
  const damaged = runs.flatMap(({ runId, damage }) =>
    damage === null ? [] : [paint('yellow', `${runId}: ${damage}`)],
  );
  return [table, ...damaged].join('\n');
}

function painted(title: string, text: string, paint: Paint): string {
  if (title !== 'verdict' || text === 'ok') return text;
  return paint(text === 'interrupted' || text === 'unfinished' ? 'yellow' : 'red', text);
}

function cellsText({ cells, finishedCells }: ListedRun): string {
  if (cells === null || finishedCells === null) return MISSING;
  return cells === finishedCells ? formatCount(cells) : `${formatCount(finishedCells)}/${formatCount(cells)}`;
}

function verdictText({ verdict, suite }: ListedRun): string {
  if (suite === null) return 'damaged';
  return verdict ?? 'unfinished';
}
