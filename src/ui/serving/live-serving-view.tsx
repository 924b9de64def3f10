import { render } from 'ink';
import type { Row } from '../../results/columns.js';
import { ServingFrame, type ServingState } from './ServingFrame.js';
import { finishedText, isRepeated } from './serving-text.js';
import type { ServingView } from './serving-view.js';

export interface LiveServingOptions {
  readonly title: string;
  /** Loads in all. */
  readonly loads: number;
}

const FRAME_MS = 500;
const COURSE = 240;

/**
 * Draws on stderr, at most twice a second, in the process of the command: generator and tiers have their own. It reads no
 * keys, so that Ctrl-C stays a signal.
 */
export function liveServingView({ title, loads }: LiveServingOptions): ServingView {
  const { stderr } = process;
  let state: ServingState = {
    ...{ title, loads, done: 0, elapsedSeconds: 0, stage: '', notes: [], rows: [] },
    load: null,
    now: null,
    course: [],
  };
  const frame = () => <ServingFrame state={state} columns={stderr.columns} rows={stderr.rows} />;
  const app = render(frame(), { stdout: stderr, patchConsole: false, exitOnCtrlC: false, maxFps: 4 });
  let stale = false;
  const draw = () => {
    stale = false;
    app.rerender(frame());
  };
  const change = (to: Partial<ServingState>) => {
    state = { ...state, ...to };
    stale = true;
  };
  // Counted, not read: the clock is for those who measure.
  let frames = 0;
  const timer = setInterval(() => {
    frames++;
    if (frames % (1000 / FRAME_MS) === 0) change({ elapsedSeconds: state.elapsedSeconds + 1 });
    if (stale) draw();
  }, FRAME_MS);
  timer.unref();
  stderr.on('resize', draw);
  return {
    stage: (stage) => change({ stage, ...(stage !== '' && { load: null, now: null }) }),
    begin: (load) => change({ load, now: null, stage: '', course: [] }),
    update(now) {
      change({ now, course: [...state.course.slice(1 - COURSE), now.achievedRps] });
    },
    finished(subject, row: Row) {
      const isNews = !isRepeated(state.rows.at(-1), { subject, row });
      change({ done: state.done + 1, ...(isNews && { rows: [...state.rows, { subject, row }] }) });
    },
    note: (text) => change({ notes: [...state.notes, text] }),
    async finish() {
      clearInterval(timer);
      stderr.off('resize', draw);
      app.rerender(null);
      const ended = app.waitUntilExit();
      app.unmount();
      await ended;
      // The report on stdout says it all, unless it goes elsewhere.
      if (!process.stdout.isTTY) {
        for (const { subject, row } of state.rows) stderr.write(`${finishedText(subject, row)}\n`);
      }
      for (const note of state.notes) stderr.write(`${note}\n`);
    },
  };
}
