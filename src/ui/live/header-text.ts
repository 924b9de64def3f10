import { formatElapsed } from '../../results/display/quantity.js';
import { countFinished, type RunState } from '../../results/run-state.js';

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const GAP = 2;

export interface HeaderText {
  readonly name: string;
  /** Which run, cut or filled up so that `far` ends at the right edge. */
  readonly id: string;
  /** How far and for how long: all that changes from second to second. */
  readonly far: string;
}

/** The first line of the live view, in three pieces that together are `width` wide. */
export function headerText(state: RunState, elapsedSeconds: number, width: number): HeaderText {
  const { run, cells, finish } = state;
  const name = run === null ? 'mls' : `mls ${run.suite}`;
  const id = run === null ? 'preparing' : `${run.runId}${state.resumed ? ' (resumed)' : ''}`;
  const spinner = finish === null ? `${SPINNER[elapsedSeconds % SPINNER.length]} ` : '';
  const done = run === null ? '' : `${countFinished(state)}/${cells.length} cells  `;
  const far = `${spinner}${done}${formatElapsed(elapsedSeconds)}`.padStart(farWidth(cells.length));
  const room = Math.max(0, width - name.length - far.length - GAP);
  const shown = id.length < room ? id : `${id.slice(0, Math.max(0, room - 2))}…`;
  return { name, id: room === 0 ? '' : `  ${shown}`.padEnd(room + GAP), far };
}

/** The same from start to end, so that a later text covers an earlier one. */
function farWidth(cells: number): number {
  return `⠋ ${cells}/${cells} cells  59m 59s`.length;
}
