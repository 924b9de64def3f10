import { type Paint, plainPaint } from '../../results/display/paint.js';
import type { LineSink } from '../plain/start-plain-view.js';
import type { View } from '../view.js';

/** Shows nothing but warnings. */
export function startSilentView(options: { sink?: LineSink; paint?: Paint } = {}): View {
  const { sink = process.stderr, paint = plainPaint } = options;
  return {
    handle(event) {
      if (event.type === 'warning') sink.write(`${paint('yellow', `warning: ${event.message}`)}\n`);
    },
    async finish() {},
  };
}
