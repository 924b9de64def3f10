import { readFileSync } from 'node:fs';
import type { Row } from '../../src/results/columns.js';
import type { RunEvent, RunStarted } from '../../src/results/events.js';
import { INITIAL_STATE, type RunState, reduce } from '../../src/results/run-state.js';

export const RECORDED_RUN = new URL('./fixtures/knn-run.ndjson', import.meta.url);

/** The events of a run of 16 cells: four questions, four backends, one of them unavailable, one cell that crashes. */
export function recordedEvents(): RunEvent[] {
  return readFileSync(RECORDED_RUN, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): RunEvent => JSON.parse(line));
}

export function recordedStart(): RunStarted {
  const start = recordedEvents().find((event) => event.type === 'run-started');
  if (start === undefined) throw new Error('the recorded run has no start');
  return start;
}

/** Rows in the order of the plan. */
export function recordedRows(): Row[] {
  const rows = new Map<string, Row>();
  for (const event of recordedEvents()) if (event.type === 'cell-finished') rows.set(event.cellId, event.row);
  return recordedStart().cells.flatMap((cell) => {
    const row = rows.get(cell.id);
    return row === undefined ? [] : [row];
  });
}

/** The state after every event up to and including the `nth` that fits. */
export function stateAfter(fits: (event: RunEvent) => boolean, nth = 1): RunState {
  const events = recordedEvents();
  let seen = 0;
  const last = events.findIndex((event) => fits(event) && ++seen === nth);
  if (last < 0) throw new Error('the recorded run has no such event');
  return events.slice(0, last + 1).reduce(reduce, INITIAL_STATE);
}

export function finalState(): RunState {
  return recordedEvents().reduce(reduce, INITIAL_STATE);
}
