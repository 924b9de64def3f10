import { Box, Text } from 'ink';
import type { ReactElement, ReactNode } from 'react';
import type { Tint } from '../../results/display/paint.js';
import { Tinted } from '../live/tinted.js';
import { type Moment, momentOf } from './moment.js';
import type { Playback } from './playback.js';
import { countsText, gpuText, headerText } from './playback-text.js';

interface FrameProps {
  readonly playback: Playback;
  readonly columns: number;
  readonly rows: number;
  /** Whether keys are heard. */
  readonly hasKeys: boolean;
}

/** Header, counts and hint. */
const AROUND_LINES = 3;
const TINTS: readonly Tint[] = ['cyan', 'yellow', 'magenta', 'green', 'blue', 'red'];

/** A moment of a simulation as one frame, a line short of the window: as high as the window, it would clear what was scrolled off. */
export function PlaybackFrame({ playback, columns, rows, hasKeys }: FrameProps): ReactElement | null {
  const trace = playback.traces[playback.at];
  if (trace === undefined) return null;
  const moment = momentOf(trace, playback.atMs);
  const { gpus, models } = trace;
  const room = Math.max(1, rows - 1 - AROUND_LINES);
  const shown = gpus <= room ? gpus : Math.max(1, room - 1);
  const lines = [
    <Line key="header">
      <Tinted text={headerText(playback)} tint="bold" />
    </Line>,
    ...moment.gpus.slice(0, shown).map((running, gpu) => {
      const { name, bar, work } = gpuText(gpu, running, { gpus, models, width: columns });
      const tint = running?.batch.isLost ? 'red' : TINTS[(running?.batch.model ?? 0) % TINTS.length];
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: GPUs are numbered
        <Line key={`gpu ${gpu}`}>
          <Tinted text={`${name} `} />
          <Tinted text={bar} tint={tint} />
          <Tinted text={` ${work}`} tint={running === null ? 'dim' : undefined} />
        </Line>
      );
    }),
    ...(shown < gpus ? [<Hidden key="hidden" moment={moment} shown={shown} />] : []),
    <Line key="counts">
      <Tinted text={countsText(moment)} />
    </Line>,
    <Line key="hint">
      <Tinted
        text={hasKeys ? 'space pauses  + - speed  n p next, previous  q quits' : 'Ctrl-C quits'}
        tint="dim"
      />
    </Line>,
  ];
  return (
    <Box flexDirection="column" width={columns}>
      {lines.slice(0, Math.max(1, rows - 1))}
    </Box>
  );
}

/** In a window too low for all of them. */
function Hidden({ moment, shown }: { moment: Moment; shown: number }): ReactElement {
  const hidden = moment.gpus.slice(shown);
  const busy = hidden.filter((running) => running !== null).length;
  return (
    <Line>
      <Tinted text={`and ${hidden.length} more GPUs, ${busy} busy`} tint="dim" />
    </Line>
  );
}

function Line({ children }: { children: ReactNode }): ReactElement {
  return <Text wrap="truncate-end">{children}</Text>;
}
