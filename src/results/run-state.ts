import { median } from '../stats/quantile.js';
import type { Row } from './columns.js';
import type { CellSummary, OpenedCell, RunEvent, RunStarted, Sample } from './events.js';
import type { Status } from './status.js';

/** How far a cell has come. A cell may be opened again between rounds, so `opening` can already hold samples. */
type CellProgress =
  | { readonly kind: 'pending' }
  | { readonly kind: 'opening'; readonly samples: readonly Sample[]; readonly medianMs: number | null }
  | { readonly kind: 'warm'; readonly opened: OpenedCell }
  | {
      readonly kind: 'measuring';
      readonly opened: OpenedCell | null;
      readonly samples: readonly Sample[];
      readonly medianMs: number;
    }
  | {
      readonly kind: 'finished';
      readonly status: Status;
      readonly row: Row;
      readonly samples: readonly Sample[];
    };

export interface CellState {
  readonly summary: CellSummary;
  /** What ran, as soon as it is known. */
  readonly opened: OpenedCell | null;
  readonly progress: CellProgress;
}

export interface Stage {
  readonly name: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'queries' | 'rows';
}

/** What computes at this moment; one thing at a time. */
type Activity =
  | { readonly kind: 'opening'; readonly cellId: string }
  | { readonly kind: 'round'; readonly cellId: string; readonly round: number };

interface RunFinish {
  readonly partial: boolean;
  readonly verdict: string;
  readonly exitCode: number;
}

/** All a view knows, folded from the events so far. */
export interface RunState {
  readonly run: RunStarted | null;
  readonly resumed: boolean;
  /** In the order of the plan. */
  readonly cells: readonly CellState[];
  readonly activity: Activity | null;
  /** The cell that last did something. */
  readonly lastCellId: string | null;
  /** Stages under way, oldest first. */
  readonly stages: readonly Stage[];
  readonly warnings: readonly string[];
  readonly finish: RunFinish | null;
}

export const INITIAL_STATE: RunState = {
  run: null,
  resumed: false,
  cells: [],
  activity: null,
  lastCellId: null,
  stages: [],
  warnings: [],
  finish: null,
};

/** The state after one more event. Pure; events of cells that are not in the plan change nothing. */
export function reduce(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'run-started':
      return { ...state, run: event, cells: event.cells.map(asPending) };
    case 'run-resumed':
      return { ...state, resumed: true };
    case 'stage':
      return { ...state, stages: withStage(state.stages, event) };
    case 'stage-finished':
      return { ...state, stages: state.stages.filter((stage) => stage.name !== event.stage) };
    case 'cell-opening':
      return withCell(state, event.cellId, { kind: 'opening', cellId: event.cellId }, (cell) => ({
        ...cell,
        progress: { kind: 'opening', samples: samplesOf(cell), medianMs: medianOf(samplesOf(cell)) },
      }));
    case 'cell-opened':
      return withCell(state, event.cellId, null, (cell) => ({
        ...cell,
        opened: event.opened,
        progress: measured(event.opened, samplesOf(cell)) ?? { kind: 'warm', opened: event.opened },
      }));
    case 'round-started':
      return withCell(
        state,
        event.cellId,
        { kind: 'round', cellId: event.cellId, round: event.round },
        (cell) => cell,
      );
    case 'round':
      return withCell(state, event.cellId, null, (cell) => ({
        ...cell,
        progress: measured(cell.opened, [...samplesOf(cell), event.sample]) ?? cell.progress,
      }));
    case 'cell-finished':
      return withCell(state, event.cellId, null, (cell) => ({
        ...cell,
        progress: { kind: 'finished', status: event.status, row: event.row, samples: samplesOf(cell) },
      }));
    case 'warning':
      return { ...state, warnings: [...state.warnings, event.message] };
    case 'run-finished': {
      const { partial, verdict, exitCode } = event;
      return { ...state, activity: null, stages: [], finish: { partial, verdict, exitCode } };
    }
  }
}

export function samplesOf({ progress }: CellState): readonly Sample[] {
  return progress.kind === 'pending' || progress.kind === 'warm' ? [] : progress.samples;
}

export function countFinished(state: RunState): number {
  return state.cells.filter((cell) => cell.progress.kind === 'finished').length;
}

function asPending(summary: CellSummary): CellState {
  return { summary, opened: null, progress: { kind: 'pending' } };
}

function medianOf(samples: readonly Sample[]): number | null {
  return samples.length === 0 ? null : median(samples.map((sample) => sample.ms));
}

function measured(opened: OpenedCell | null, samples: readonly Sample[]): CellProgress | null {
  const medianMs = medianOf(samples);
  return medianMs === null ? null : { kind: 'measuring', opened, samples, medianMs };
}

function withStage(stages: readonly Stage[], event: Extract<RunEvent, { type: 'stage' }>): readonly Stage[] {
  const stage: Stage = { name: event.stage, done: event.done, total: event.total ?? null, unit: event.unit };
  const at = stages.findIndex((known) => known.name === stage.name);
  return at < 0 ? [...stages, stage] : stages.with(at, stage);
}

function withCell(
  state: RunState,
  cellId: string,
  activity: Activity | null,
  change: (cell: CellState) => CellState,
): RunState {
  const at = state.cells.findIndex((cell) => cell.summary.id === cellId);
  const cell = state.cells[at];
  if (cell === undefined) return state;
  const ends = activity === null && state.activity !== null && state.activity.cellId !== cellId;
  return {
    ...state,
    cells: state.cells.with(at, change(cell)),
    // One cell's end says nothing of what another is doing.
    activity: ends ? state.activity : activity,
    lastCellId: cellId,
  };
}
