import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { headlineOf, numberIn, textIn } from '../../results/display/headline.js';
import type { Paint, Tint } from '../../results/display/paint.js';
import { formatInterval } from '../../results/display/quantity.js';
import { formatValue, headingOf, isTimeOrBytes } from '../../results/display/value.js';
import type { RunEvent } from '../../results/events.js';
import { type CellState, countFinished, type RunState } from '../../results/run-state.js';
import type { Status } from '../../results/status.js';
import { questionsOf } from '../questions.js';
import { amountText, doneText } from '../stage-text.js';
import { subjectText } from '../subject-text.js';

/** The states around an event: what is worth a line is what changed. */
export interface Change {
  readonly before: RunState;
  readonly after: RunState;
}

const TINTS: Readonly<Partial<Record<Status, Tint>>> = {
  ok: 'green',
  unavailable: 'dim',
  skipped: 'dim',
  interrupted: 'yellow',
};

/** The line an event is worth in a log, or null: stages, cells opened for the first time, cells finished, warnings. */
export function lineOf(event: RunEvent, { before, after }: Change, paint: Paint): string | null {
  switch (event.type) {
    case 'run-started': {
      const { common } = questionsOf(after);
      return `${event.suite} ${event.runId}: ${counted(event.cells.length)}${common === '' ? '' : `, ${common}`}`;
    }
    case 'run-resumed':
      return `resumed ${event.runId}`;
    case 'stage':
      return before.stages.some(({ name }) => name === event.stage) ? null : `${event.stage}: started`;
    case 'stage-finished': {
      const stage = before.stages.find(({ name }) => name === event.stage);
      return stage === undefined ? null : `${event.stage}: done, ${doneText(stage)}`;
    }
    case 'cell-opened': {
      const cell = cellOf(after, event.cellId);
      if (cell === undefined || cellOf(before, event.cellId)?.opened !== null) return null;
      const { device, threads } = event.opened;
      return `${nameOf(cell, after)}: opened on ${device}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
    }
    case 'cell-finished': {
      const cell = cellOf(after, event.cellId);
      if (cell === undefined) return null;
      const total = String(after.cells.length);
      const progress = `[${String(countFinished(after)).padStart(total.length)}/${total}]`;
      return `${progress} ${nameOf(cell, after)}: ${outcomeText(event, after, paint)}`;
    }
    case 'warning':
      return paint('yellow', `warning: ${event.message}`);
    case 'run-finished': {
      const done = `${countFinished(after)} of ${counted(after.cells.length)} done`;
      return event.partial ? `stopped early: ${done}` : `finished: ${done}`;
    }
    case 'cell-opening':
    case 'round-started':
    case 'round':
      return null;
  }
}

/** What to say when nothing else was worth a line for a while. */
export function heartbeatLine(state: RunState): string {
  const stage = state.stages.at(-1);
  if (stage !== undefined) return `still at work: ${stage.name}, ${amountText(stage)}`;
  const done = `${countFinished(state)} of ${counted(state.cells.length)} done`;
  const cell = state.activity === null ? undefined : cellOf(state, state.activity.cellId);
  if (cell === undefined || state.activity === null) return `still at work: ${done}`;
  const doing = state.activity.kind === 'opening' ? 'opening' : `round ${state.activity.round}`;
  return `still at work: ${nameOf(cell, state)}, ${doing}; ${done}`;
}

function cellOf(state: RunState, cellId: string): CellState | undefined {
  return state.cells.find((cell) => cell.summary.id === cellId);
}

/** `tfjs (wasm), l2 · N 4,000`. */
function nameOf(cell: CellState, state: RunState): string {
  const own = questionsOf(state).own.get(cell.summary.group) ?? '';
  return own === '' ? subjectText(cell) : `${subjectText(cell)}, ${own}`;
}

/** What was measured, or of a cell that broke why: a figure of it would only mislead. */
function outcomeText(
  { status, row }: Extract<RunEvent, { type: 'cell-finished' }>,
  { run }: RunState,
  paint: Paint,
): string {
  const painted = paint(TINTS[status] ?? 'red', status);
  const reason = textIn(row, 'reason');
  if (status !== 'ok' && status !== 'interrupted') return reason === null ? painted : `${painted}: ${reason}`;
  return [painted, figuresText(row, run?.columns ?? []), reason]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}

/** `median 12.90 ms [12.62, 13.08], 9 rounds, 3,876 queries/s, recall 1.0000`. */
function figuresText(row: Row, columns: readonly ColumnDeclaration[]): string {
  const headline = headlineOf(columns);
  if (headline === null) return racedText(row, columns);
  const centre = numberIn(row, headline.column.name);
  if (centre === null) return '';
  const rounds = numberIn(row, 'rounds');
  const low = numberIn(row, headline.low);
  const high = numberIn(row, headline.high);
  const interval =
    low === null || high === null || rounds === 1 ? '' : ` ${formatInterval(centre, low, high)}`;
  const metrics = columns
    .filter((column) => column.role === 'metric' && column.unit !== 'x' && column.better === 'higher')
    .filter((column) => !isTimeOrBytes(column) && numberIn(row, column.name) !== null)
    .filter((column) => column.unit === '1/s' || column.unit === '')
    .map((column) => {
      const value = formatValue(row, column);
      return column.unit === '' ? `${column.title} ${value}` : `${value} ${headingOf(column)}`;
    });
  return [
    `${headline.column.title} ${formatValue(row, headline.column)}${interval}`,
    ...(rounds === null ? [] : [rounds === 1 ? '1 round' : `${rounds} rounds`]),
    ...metrics,
  ].join(', ');
}

const MOST_FIGURES = 3;

/** Of suites without a main figure, the first few of which more or less is better: `goodput 3,022/s, p99 24.8 ms`. */
function racedText(row: Row, columns: readonly ColumnDeclaration[]): string {
  return columns
    .filter(
      ({ role, better, name }) => role === 'metric' && better !== 'none' && numberIn(row, name) !== null,
    )
    .slice(0, MOST_FIGURES)
    .map((column) => `${column.title} ${formatValue(row, column)}${column.unit === '1/s' ? '/s' : ''}`)
    .join(', ');
}

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}
