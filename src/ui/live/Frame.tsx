import { Box, type DOMElement, Text } from 'ink';
import type { ReactElement, Ref } from 'react';
import type { RunState } from '../../results/run-state.js';
import { CellTable } from './CellTable.js';
import { Header } from './Header.js';
import { StageLine } from './StageLine.js';
import { Tinted } from './tinted.js';

export interface FrameProps {
  readonly state: RunState;
  readonly elapsedSeconds: number;
  readonly columns: number;
  readonly rows: number;
  /** Told the frame's box, to measure it by. */
  readonly boxRef?: Ref<DOMElement>;
}

const HEADER_LINES = 2;
const MOST_WARNINGS = 3;
const ORNAMENT_LINES = 3;
/** With less than this for the table, blank lines and the hint make way for cells. */
const ROOMY_TABLE = 8;
/** With less than this, all but the first line makes way. */
const LEAST_TABLE = 4;

/**
 * The live view as one frame. It stays a line short of the window: a frame as high as the window makes Ink clear the
 * screen and what was scrolled off it.
 */
export function Frame({ state, elapsedSeconds, columns, rows, boxRef }: FrameProps): ReactElement {
  const warnings = [...new Set(state.warnings)].slice(-MOST_WARNINGS);
  const least = HEADER_LINES + state.stages.length + warnings.length;
  const cramped = rows - 1 - least < LEAST_TABLE;
  const roomy = rows - 1 - least - ORNAMENT_LINES >= ROOMY_TABLE;
  const around = cramped ? 1 : least + (roomy ? ORNAMENT_LINES : 0);
  const height = rows - 1 - around;
  return (
    <Box ref={boxRef ?? null} flexDirection="column" width={columns}>
      <Header state={state} elapsedSeconds={elapsedSeconds} width={columns} brief={cramped} />
      {cramped
        ? null
        : state.stages.map((stage) => <StageLine key={stage.name} stage={stage} width={columns} />)}
      {roomy ? <Text> </Text> : null}
      {state.cells.length > 0 && height > 1 ? (
        <CellTable state={state} width={columns} height={height} />
      ) : null}
      {roomy ? <Text> </Text> : null}
      {cramped ? null : warnings.map((warning) => <Warning key={warning} text={warning} />)}
      {roomy && state.finish === null ? <Hint /> : null}
    </Box>
  );
}

function Warning({ text }: { text: string }): ReactElement {
  return (
    <Text wrap="truncate-end">
      <Tinted text={`warning: ${text}`} tint="yellow" />
    </Text>
  );
}

function Hint(): ReactElement {
  return (
    <Text wrap="truncate-end">
      <Tinted text="Ctrl-C stops and keeps what was measured" tint="dim" />
    </Text>
  );
}
