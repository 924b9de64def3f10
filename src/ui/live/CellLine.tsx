import { Text } from 'ink';
import type { ReactElement } from 'react';
import { GAP, type LineColumn, type LineInput, type Piece } from './line-columns.js';
import { Tinted } from './tinted.js';

interface CellLineProps {
  readonly line: LineInput;
  readonly reason: string | null;
  readonly columns: readonly LineColumn[];
}

/** One cell on one line, never wrapped. Where nothing was measured the reason stands in place of figures. */
export function CellLine({ line, reason, columns }: CellLineProps): ReactElement {
  const shown = reason === null ? columns : columns.filter((column) => column.identifies);
  return (
    <Text wrap="truncate-end">
      {shown.map((column, at) => (
        <Tinted key={column.heading} {...padded(column.piece(line), column, at)} />
      ))}
      {reason === null ? null : <Tinted text={`  ${reason.replaceAll(/\s+/g, ' ')}`} tint="dim" />}
    </Text>
  );
}

export function HeadingLine({ columns }: { columns: readonly LineColumn[] }): ReactElement {
  const text = columns.map((column, at) => padded({ text: column.heading }, column, at).text).join('');
  return (
    <Text wrap="truncate-end">
      <Tinted text={text} tint="dim" />
    </Text>
  );
}

function padded(piece: Piece, { width, align }: LineColumn, at: number): Piece {
  const text = align === 'right' ? piece.text.padStart(width) : piece.text.padEnd(width);
  return { ...piece, text: at === 0 ? text : ' '.repeat(at === 1 ? 1 : GAP) + text };
}
