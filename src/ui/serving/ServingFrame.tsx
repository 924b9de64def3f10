import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { Row } from '../../results/columns.js';
import { numberIn, textIn } from '../../results/display/headline.js';
import type { Tint } from '../../results/display/paint.js';
import { formatElapsed } from '../../results/display/quantity.js';
import { sparkline } from '../live/sparkline.js';
import { Tinted } from '../live/tinted.js';
import { figuresText, finishedText, loadText, sloText } from './serving-text.js';
import type { ServingFigures, ServingLoad } from './serving-view.js';

export interface ServingState {
  /** What is asked, in words. */
  readonly title: string;
  /** Loads in all, and those that have ended. */
  readonly loads: number;
  readonly done: number;
  readonly elapsedSeconds: number;
  readonly stage: string;
  readonly notes: readonly string[];
  readonly rows: readonly { readonly subject: string; readonly row: Row }[];
  readonly load: ServingLoad | null;
  readonly now: ServingFigures | null;
  /** Requests answered a second, over the load that goes on. */
  readonly course: readonly number[];
}

interface FrameProps {
  readonly state: ServingState;
  readonly columns: number;
  readonly rows: number;
}

/** Header, stage or load, figures, course, hint and blank lines. */
const AROUND_LINES = 6;
const CELL_WIDTH = 20;
const LEAST_WIDTH = 20;

/** The live view as one frame, a line short of the window: as high as the window, it would clear what was scrolled off. */
export function ServingFrame({ state, columns, rows }: FrameProps): ReactElement {
  const width = Math.max(LEAST_WIDTH, columns);
  const figures = state.now === null ? [] : wrapped(figuresText(state.now), width);
  const room = rows - 1 - AROUND_LINES - figures.length;
  const done = room >= 1 ? state.rows.slice(-room) : [];
  const hidden = state.rows.length - done.length;
  const far = `  load ${Math.min(state.loads, state.done + 1)} of ${state.loads}  ${formatElapsed(state.elapsedSeconds)}`;
  const lines = [
    <Line key="header">
      <Tinted text="mls bench serving" tint="bold" />
      <Tinted text={far} />
    </Line>,
    <Line key="title">
      <Tinted text={state.title} tint="dim" />
    </Line>,
    ...(hidden > 0 && room >= 2
      ? [
          <Line key="hidden">
            <Tinted text={`  +${hidden} above`} tint="dim" />
          </Line>,
        ]
      : []),
    ...(hidden > 0 && room >= 2 ? done.slice(1) : done).map(({ subject, row }) => (
      <Line key={`${subject} ${numberIn(row, 'rate')}`}>
        <Tinted text={`  ${finishedText(subject, row)}`} tint={tintOf(row)} />
      </Line>
    )),
    ...currentLines(state, figures, width),
    <Line key="hint">
      <Tinted text="Ctrl-C stops and keeps what was measured" tint="dim" />
    </Line>,
  ];
  return (
    <Box flexDirection="column" width={columns}>
      {lines.slice(0, Math.max(1, rows - 1))}
    </Box>
  );
}

function currentLines({ load, now, stage, course }: ServingState, figures: readonly string[], width: number) {
  if (load === null)
    return stage === ''
      ? []
      : [
          <Line key="stage">
            <Tinted text={stage} tint="cyan" />
          </Line>,
        ];
  const bars = sparkline(course, Math.max(1, width - 'achieved '.length - 1));
  return [
    <Line key="load">
      <Tinted text={`▸ ${loadText(load, now?.atMs ?? 0)}`} tint="bold" />
    </Line>,
    ...figures.map((text) => (
      <Line key={text.slice(0, 12)}>
        <Tinted text={text} />
      </Line>
    )),
    ...(bars === ''
      ? []
      : [
          <Line key="course">
            <Tinted text={`achieved ${bars}`} tint="cyan" />
          </Line>,
        ]),
  ];
}

function Line({ children }: { children: React.ReactNode }): ReactElement {
  return <Text wrap="truncate-end">{children}</Text>;
}

/** As many figures in a line as fit, in columns, so that they stand still while they change. */
function wrapped(figures: readonly (readonly [name: string, value: string])[], width: number): string[] {
  const across = Math.max(1, Math.floor(width / CELL_WIDTH));
  const lines: string[] = [];
  for (let at = 0; at < figures.length; at += across) {
    const cells = figures
      .slice(at, at + across)
      .map(([name, value]) => `${name} ${value}`.padEnd(CELL_WIDTH));
    lines.push(cells.join('').trimEnd());
  }
  return lines;
}

function tintOf(row: Row): Tint | undefined {
  const status = textIn(row, 'status');
  if (status === 'skipped') return 'dim';
  if (status !== 'ok') return 'yellow';
  return sloText(row) === 'missed' ? 'red' : 'green';
}
