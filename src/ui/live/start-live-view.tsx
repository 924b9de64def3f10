import { type DOMElement, measureElement, render } from 'ink';
import { createRef } from 'react';
import type { RunEvent } from '../../results/events.js';
import { INITIAL_STATE, type RunState, reduce } from '../../results/run-state.js';
import type { View } from '../view.js';
import { Frame } from './Frame.js';
import { headerText } from './header-text.js';
import { overwriteAbove } from './overwrite-above.js';

export interface LiveViewOptions {
  /** Width to draw in; by default that of the terminal. */
  readonly columns?: number;
  /** What becomes of the table at the end; by default it makes way for a report that goes to the same terminal. */
  readonly lastFrame?: 'clear' | 'keep';
}

const FRAME_MS = 500;
const SECOND_MS = 1000;

/**
 * Draws a run on stderr, which must be a terminal, until `finish`. It reads no keys, so that Ctrl-C stays a signal.
 *
 * A frame takes tens of milliseconds of a processor that a measurement may be using. So frames are drawn within
 * `handle`, at most two a second, while the harness waits between two rounds; as long as a round goes on only the
 * few characters of the clock are overwritten.
 */
export function startLiveView(options: LiveViewOptions = {}): View {
  const { stderr } = process;
  const lastFrame = options.lastFrame ?? (process.stdout.isTTY ? 'clear' : 'keep');
  const width = () => options.columns ?? stderr.columns;
  const box = createRef<DOMElement>();
  let state = INITIAL_STATE;
  // Counted, not read: the clock is the harness's, and this is for the eye alone.
  let elapsedSeconds = 0;
  let stale = false;
  let slot: NodeJS.Timeout | null = null;

  const frame = (shown: RunState = state) => (
    <Frame state={shown} elapsedSeconds={elapsedSeconds} columns={width()} rows={stderr.rows} boxRef={box} />
  );
  // Ink's own limit on frames would draw the last of them later, by a timer, in the middle of a round.
  const app = render(frame(), { stdout: stderr, patchConsole: false, exitOnCtrlC: false, maxFps: 0 });

  const draw = () => {
    stale = false;
    if (slot !== null) clearTimeout(slot);
    slot = setTimeout(() => {
      slot = null;
    }, FRAME_MS).unref();
    app.rerender(frame());
  };
  const tick = () => {
    elapsedSeconds += 1;
    if (stale) return draw();
    if (box.current === null) return;
    const { far } = headerText(state, elapsedSeconds, width());
    stderr.write(overwriteAbove(measureElement(box.current).height, width() - far.length, far));
  };
  const clock = setInterval(tick, SECOND_MS);
  clock.unref();
  stderr.on('resize', draw);

  return {
    handle(event: RunEvent): void {
      state = reduce(state, event);
      stale = true;
      // The end of a round is followed at once by the event that says what comes next: one frame shows both.
      if (event.type !== 'round' && slot === null) draw();
    },
    async finish(): Promise<void> {
      clearInterval(clock);
      if (slot !== null) clearTimeout(slot);
      stderr.off('resize', draw);
      // An empty last frame leaves nothing but a blank line above what follows.
      app.rerender(lastFrame === 'clear' ? null : frame({ ...state, warnings: [] }));
      const ended = app.waitUntilExit();
      app.unmount();
      await ended;
      for (const message of state.warnings) stderr.write(`warning: ${message}\n`);
    },
  };
}
