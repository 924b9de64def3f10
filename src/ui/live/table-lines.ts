import { textIn } from '../../results/display/headline.js';
import type { CellState, RunState } from '../../results/run-state.js';
import { BASE_SUBJECT } from '../../results/speedup.js';
import { questionsOf } from '../questions.js';
import { type CellFigures, figuresOf } from './cell-figures.js';
import { stateText } from './cell-state-text.js';
import type { LineInput } from './line-columns.js';

export type TableLine =
  | { readonly kind: 'group'; readonly key: string; readonly text: string }
  | {
      readonly kind: 'cell';
      readonly key: string;
      readonly line: LineInput;
      /** Why there is no figure to trust. */
      readonly reason: string | null;
    };

/** Every line of the live table, in the order of the plan, under a heading per question where there are several. */
export function tableLines(state: RunState): TableLine[] {
  const { own } = questionsOf(state);
  return [...own].flatMap(([group, text]): TableLine[] => {
    const heading: TableLine[] = own.size > 1 ? [{ kind: 'group', key: `group:${group}`, text }] : [];
    return [...heading, ...groupLines(state, group)];
  });
}

function groupLines(state: RunState, group: string): TableLine[] {
  const columns = state.run?.columns ?? [];
  const cells = state.cells
    .filter((cell) => cell.summary.group === group)
    .map((cell) => ({ cell, figures: figuresOf(cell, columns) }));
  const racing = cells.filter(({ cell, figures }) => isRacing(cell, figures));
  const baseline = racing.find(({ cell }) => cell.summary.subject === BASE_SUBJECT);
  const leastMs = Math.min(...racing.map(({ figures }) => figures.medianMs ?? Number.POSITIVE_INFINITY));
  return cells.map(({ cell, figures }) => ({
    kind: 'cell',
    key: cell.summary.id,
    line: {
      cell,
      figures,
      baselineMs: baseline?.figures.medianMs ?? null,
      state: stateText(cell, state.activity),
      fastest: racing.length > 1 && isRacing(cell, figures) && figures.medianMs === leastMs,
    },
    reason: reasonOf(cell),
  }));
}

/** Only answers found right are compared, and none of a cell that broke. */
function isRacing({ progress }: CellState, { check, medianMs }: CellFigures): boolean {
  const broke = progress.kind === 'finished' && progress.status !== 'ok' && progress.status !== 'interrupted';
  return check === 'pass' && medianMs !== null && !broke;
}

function reasonOf(cell: CellState): string | null {
  const { progress } = cell;
  if (progress.kind !== 'finished' || progress.status === 'ok') return null;
  // What an interrupted cell had measured stands.
  if (progress.status === 'interrupted' && progress.samples.length > 0) return null;
  return textIn(progress.row, 'reason');
}
