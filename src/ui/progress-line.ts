import { formatBytes } from '../results/display/quantity.js';
import { chooseView, type ScreenStream } from './choose-view.js';

const REDRAW_MS = 100;
const PLAIN_MS = 5000;
const BAR_WIDTH = 24;

export interface ProgressLine {
  /** Says how far it is; drawn when it is time to. */
  update(done: number, total: number | undefined): void;
  /** Removes the line, or puts `text` in its place. Nothing is drawn after it. */
  finish(text?: string): void;
}

export interface ProgressLineOptions {
  readonly label: string;
  readonly stream: ScreenStream & { write(text: string): unknown };
  readonly json: boolean;
  /** An amount in words; bytes where it says nothing. */
  readonly format?: (amount: number) => string;
}

/**
 * Progress: one line drawn over and over on a terminal, a line every five seconds elsewhere, nothing under
 * `--json`.
 */
export function progressLine({
  label,
  stream,
  json,
  format = formatBytes,
}: ProgressLineOptions): ProgressLine {
  if (json) return { update() {}, finish() {} };
  const live = chooseView({ ui: 'auto', json, stream }) === 'live';
  let latest: string | undefined;
  let drawnColumns = 0;
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    if (latest === undefined) return;
    if (live) drawnColumns = redraw(stream, latest, drawnColumns);
    else stream.write(`${latest}\n`);
    latest = undefined;
  };
  return {
    update(done, total) {
      latest = progressText(label, done, total, live, format);
      if (timer !== undefined) return;
      draw();
      timer = setInterval(draw, live ? REDRAW_MS : PLAIN_MS).unref();
    },
    finish(text) {
      clearInterval(timer);
      if (drawnColumns > 0) stream.write(`\r${' '.repeat(drawnColumns)}\r`);
      if (text !== undefined) stream.write(`${text}\n`);
    },
  };
}

/** `mnist-784 ########---------------- 33 % 17.3 MiB of 52.3 MiB`; without the bar in plain lines. */
export function progressText(
  label: string,
  done: number,
  total: number | undefined,
  bar: boolean,
  format = formatBytes,
): string {
  if (total === undefined) return `${label} ${format(done)}`;
  const share = Math.min(1, done / total);
  const filled = Math.floor(share * BAR_WIDTH);
  const drawn = bar ? ` ${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}` : '';
  return `${label}${drawn} ${Math.floor(share * 100)} % ${format(done)} of ${format(total)}`;
}

/** Writes over what was drawn before. Cut to the window, since a line that wraps stays. */
function redraw(stream: ProgressLineOptions['stream'], text: string, before: number): number {
  const cut = text.slice(0, Math.max(0, (stream.columns ?? 80) - 1));
  stream.write(`\r${cut.padEnd(before)}`);
  return cut.length;
}
