import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { RunState } from '../../results/run-state.js';
import { subjectText } from '../subject-text.js';
import { CellLine, HeadingLine } from './CellLine.js';
import { lineColumns } from './line-columns.js';
import { scrollWindow } from './scroll-window.js';
import { tableLines } from './table-lines.js';
import { Tinted } from './tinted.js';

interface CellTableProps {
  readonly state: RunState;
  readonly width: number;
  /** Lines there are for the table, its heading included. */
  readonly height: number;
}

export function CellTable({ state, width, height }: CellTableProps): ReactElement {
  const subjectWidth = Math.max(0, ...state.cells.map((cell) => subjectText(cell).length));
  const columns = lineColumns(state.run?.columns ?? [], subjectWidth, width);
  const { lines, above, below } = scrollWindow(tableLines(state), state.lastCellId, height - 1);
  return (
    <Box flexDirection="column">
      <HeadingLine columns={columns} />
      {above > 0 ? <More count={above} direction="above" /> : null}
      {lines.map((line) =>
        line.kind === 'group' ? (
          <Text key={line.key} wrap="truncate-end">
            <Tinted text={line.text} tint="bold" />
          </Text>
        ) : (
          <CellLine key={line.key} line={line.line} reason={line.reason} columns={columns} />
        ),
      )}
      {below > 0 ? <More count={below} direction="below" /> : null}
    </Box>
  );
}

function More({ count, direction }: { count: number; direction: 'above' | 'below' }): ReactElement {
  return (
    <Text wrap="truncate-end">
      <Tinted text={`  +${count} more ${direction}`} tint="dim" />
    </Text>
  );
}
