import type { Tint } from '../../results/display/paint.js';
import type { CellState, RunState } from '../../results/run-state.js';
import type { Status } from '../../results/status.js';

export interface StateText {
  readonly mark: string;
  readonly text: string;
  readonly tint: Tint;
}

const AT_WORK = '▸';

const FINISHED: Readonly<Record<Status, { mark: string; tint: Tint }>> = {
  ok: { mark: '✓', tint: 'green' },
  wrong: { mark: '✗', tint: 'red' },
  invalid: { mark: '!', tint: 'yellow' },
  unavailable: { mark: '○', tint: 'dim' },
  skipped: { mark: '○', tint: 'dim' },
  failed: { mark: '✗', tint: 'red' },
  timeout: { mark: '✗', tint: 'red' },
  'out-of-memory': { mark: '✗', tint: 'red' },
  interrupted: { mark: '■', tint: 'yellow' },
};

/** How far a cell is, in a mark and a few words. */
export function stateText(cell: CellState, activity: RunState['activity']): StateText {
  const { progress } = cell;
  const active = activity?.cellId === cell.summary.id;
  switch (progress.kind) {
    case 'pending':
      return { mark: '·', text: 'waiting', tint: 'dim' };
    case 'opening':
      return { mark: active ? AT_WORK : '·', text: 'opening', tint: 'cyan' };
    case 'warm':
      return active
        ? { mark: AT_WORK, text: 'round 1', tint: 'cyan' }
        : { mark: '·', text: 'ready', tint: 'dim' };
    case 'measuring':
      return active
        ? { mark: AT_WORK, text: `round ${progress.samples.length + 1}`, tint: 'cyan' }
        : { mark: '·', text: rounds(progress.samples.length), tint: 'dim' };
    case 'finished': {
      const { mark, tint } = FINISHED[progress.status];
      return {
        mark,
        text: progress.status === 'ok' ? rounds(progress.samples.length) : progress.status,
        tint,
      };
    }
  }
}

function rounds(count: number): string {
  return count === 1 ? '1 round' : `${count} rounds`;
}
