import { textIn } from '../../results/display/headline.js';
import type { RunEvent } from '../../results/events.js';
import type { ComputedView } from './computed-view.js';

const BAR_WIDTH = 20;

export interface Screen {
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** One line, drawn over: cells that ended, a bar of them all, and how far the one at work is. What broke stays above it. */
export function startProgressView(screen: Screen): ComputedView {
  let cells = 0;
  let ended = 0;
  let isOver = false;
  let drawn = '';
  const draw = (text: string) => {
    // Told hundreds of times a second, it changes a few times.
    if (isOver || text === drawn) return;
    drawn = text;
    // A line that wraps would stay.
    screen.write(`\r\u001b[K${text.slice(0, Math.max(0, (screen.columns ?? 80) - 1))}`);
  };
  return {
    handle(event: RunEvent) {
      if (event.type === 'run-started') cells = event.cells.length;
      if (event.type !== 'cell-finished') return;
      ended++;
      const reason = textIn(event.row, 'reason');
      if (event.status === 'failed') screen.write(`\r\u001b[K${event.cellId} failed: ${reason}\n`);
      drawn = '';
      draw(computedText({ cells, ended, label: '', share: 0 }));
    },
    progress(label, done, total) {
      const share = total > 0 ? Math.min(1, done / total) : 0;
      draw(computedText({ cells, ended, label, share }));
    },
    finish() {
      draw('');
      isOver = true;
    },
  };
}

interface Progress {
  readonly cells: number;
  readonly ended: number;
  /** The cell at work, and how much of it is done. */
  readonly label: string;
  readonly share: number;
}

/** `12/105 ##------------------ symphony 4,000/s 45 %`. */
export function computedText({ cells, ended, label, share }: Progress): string {
  const whole = cells === 0 ? 0 : (ended + share) / cells;
  const filled = Math.floor(whole * BAR_WIDTH);
  const bar = '#'.repeat(filled) + '-'.repeat(BAR_WIDTH - filled);
  const count = `${String(ended).padStart(String(cells).length)}/${cells}`;
  return label === '' ? `${count} ${bar}` : `${count} ${bar} ${label} ${Math.floor(share * 100)} %`;
}
