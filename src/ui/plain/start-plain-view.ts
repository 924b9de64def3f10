import { type Paint, plainPaint } from '../../results/display/paint.js';
import { INITIAL_STATE, reduce } from '../../results/run-state.js';
import type { View } from '../view.js';
import { heartbeatLine, lineOf } from './event-lines.js';

/** Where lines go; stderr, so that data on stdout stays clean. */
export interface LineSink {
  write(text: string): unknown;
}

export interface PlainViewOptions {
  readonly sink?: LineSink;
  readonly paint?: Paint;
}

/** CI systems end a job that is silent for long, and people wonder. */
const HEARTBEAT_MS = 60_000;

/** One line per stage, opened cell, finished cell and warning, and one a minute while nothing else is printed. */
export function startPlainView(options: PlainViewOptions = {}): View {
  const { sink = process.stderr, paint = plainPaint } = options;
  let state = INITIAL_STATE;
  const heartbeat = setInterval(() => sink.write(`${heartbeatLine(state)}\n`), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    handle(event) {
      const before = state;
      state = reduce(state, event);
      const line = lineOf(event, { before, after: state }, paint);
      if (line === null) return;
      sink.write(`${line}\n`);
      heartbeat.refresh();
    },
    async finish() {
      clearInterval(heartbeat);
    },
  };
}
