import { render, useInput } from 'ink';
import type { ReactElement } from 'react';
import type { BatchTrace } from '../../results/batch-trace.js';
import { PlaybackFrame } from './PlaybackFrame.js';
import { type Key, later, type Playback, pressed, startOf } from './playback.js';

export interface PlayOptions {
  /** Virtual time for each unit of time that goes by; undefined: one at which it can be watched. */
  readonly speed: number | undefined;
  readonly signal: AbortSignal;
}

/** `interrupted`: by Ctrl-C, which is a key where keys are read. */
export type PlayEnd = 'over' | 'interrupted';

const FRAME_MS = 66;

const KEYS: Readonly<Record<string, Key>> = {
  '+': 'faster',
  '=': 'faster',
  '-': 'slower',
  ' ': 'pause',
  n: 'next',
  p: 'previous',
  q: 'quit',
};

/** Plays simulations on stderr, which must be a terminal, until they are over or somebody has seen enough. */
export async function playTraces(
  traces: readonly BatchTrace[],
  { speed, signal }: PlayOptions,
): Promise<PlayEnd> {
  const { stderr, stdin } = process;
  const hasKeys = stdin.isTTY === true;
  let playback = startOf(traces, speed);
  let isInterrupted = false;
  const press = (key: Key | 'interrupt') => {
    if (key === 'interrupt') isInterrupted = true;
    playback = pressed(playback, key === 'interrupt' ? 'quit' : key);
  };
  const frame = () => (
    <Screen
      playback={playback}
      columns={stderr.columns}
      rows={stderr.rows}
      press={hasKeys ? press : undefined}
    />
  );
  const app = render(frame(), { stdout: stderr, stdin, patchConsole: false, exitOnCtrlC: false });
  const draw = () => app.rerender(frame());
  // Before Ink's own listener, which would draw the frame of the old window in the new one.
  stderr.prependListener('resize', draw);
  await new Promise<void>((resolve) => {
    // Counted, not read: the clock is for those who measure.
    const timer = setInterval(() => {
      playback = later(playback, FRAME_MS);
      if (signal.aborted) isInterrupted = true;
      if (!playback.isOver && !isInterrupted) return draw();
      clearInterval(timer);
      resolve();
    }, FRAME_MS);
  });
  stderr.off('resize', draw);
  app.rerender(null);
  const ended = app.waitUntilExit();
  app.unmount();
  await ended;
  return isInterrupted ? 'interrupted' : 'over';
}

interface ScreenProps {
  readonly playback: Playback;
  readonly columns: number;
  readonly rows: number;
  /** Undefined where keys are not heard. */
  readonly press: ((key: Key | 'interrupt') => void) | undefined;
}

function Screen({ playback, columns, rows, press }: ScreenProps): ReactElement {
  useInput(
    (input, special) => {
      const key = KEYS[input];
      if (special.ctrl && input === 'c') press?.('interrupt');
      else if (special.escape) press?.('quit');
      else if (special.rightArrow) press?.('faster');
      else if (special.leftArrow) press?.('slower');
      else if (key !== undefined) press?.(key);
    },
    { isActive: press !== undefined },
  );
  return <PlaybackFrame playback={playback} columns={columns} rows={rows} hasKeys={press !== undefined} />;
}
