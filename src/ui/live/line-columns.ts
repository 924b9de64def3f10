import type { ColumnDeclaration } from '../../results/columns.js';
import { fitColumns } from '../../results/display/fit-columns.js';
import { headlineOf, numberIn } from '../../results/display/headline.js';
import type { Tint } from '../../results/display/paint.js';
import { formatDuration, formatInterval, formatRatio, MISSING } from '../../results/display/quantity.js';
import { formatValue, headingOf, isTimeOrBytes } from '../../results/display/value.js';
import type { CellState } from '../../results/run-state.js';
import { subjectText } from '../subject-text.js';
import type { CellFigures } from './cell-figures.js';
import type { StateText } from './cell-state-text.js';
import { sparkline } from './sparkline.js';

/** All a line is drawn from. */
export interface LineInput {
  readonly cell: CellState;
  readonly figures: CellFigures;
  readonly state: StateText;
  /** Median of the group's baseline. */
  readonly baselineMs: number | null;
  /** Whether no other of the group has a smaller median. */
  readonly fastest: boolean;
}

export interface Piece {
  readonly text: string;
  readonly tint?: Tint;
}

export interface LineColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
  readonly width: number;
  /** The order in which columns are left out of a narrow window, largest first. */
  readonly rank: number;
  /** Stays on a line that has nothing measured but a reason to give. */
  readonly identifies?: true;
  piece(line: LineInput): Piece;
}

export const GAP = 2;
const INDENT = 1;
const SPARK_WIDTH = 16;
const LEAST_METRIC_WIDTH = 6;

/**
 * The columns that fit, in the order in which they stand. Kept longest: who, median, state, speed-up, check, interval;
 * then the suite's metrics in the order it declares them but for recall and the like, which come before rates; the
 * sparkline goes first.
 */
export function lineColumns(
  declared: readonly ColumnDeclaration[],
  subjectWidth: number,
  width: number,
): LineColumn[] {
  const metrics = declared.filter((column) => isShown(column, declared));
  const rankOf = (column: ColumnDeclaration) => (column.unit === '' ? 6 : 7) + declared.indexOf(column) / 1e3;
  const all: LineColumn[] = [
    {
      heading: '',
      align: 'left',
      width: INDENT + 1,
      rank: 0,
      identifies: true,
      piece: ({ state }) => mark(state),
    },
    {
      heading: 'backend',
      align: 'left',
      width: Math.max(7, subjectWidth),
      rank: 0,
      identifies: true,
      piece: ({ cell }) => ({ text: subjectText(cell) }),
    },
    {
      heading: 'state',
      align: 'left',
      width: 13,
      rank: 2,
      identifies: true,
      piece: ({ state }) => ({ text: state.text, tint: state.tint }),
    },
    { heading: 'median', align: 'right', width: 8, rank: 0, piece: medianPiece },
    { heading: '95 % CI', align: 'left', width: 14, rank: 5, piece: intervalPiece },
    { heading: 'speed-up', align: 'right', width: 8, rank: 3, piece: speedupPiece },
    ...metrics.map(
      (column): LineColumn => ({
        heading: headingOf(column),
        align: 'right',
        width: Math.max(headingOf(column).length, LEAST_METRIC_WIDTH),
        rank: rankOf(column),
        piece: (line) => known(line, formatValue(line.figures.metrics, column)),
      }),
    ),
    { heading: 'check', align: 'left', width: 5, rank: 4, piece: checkPiece },
    {
      heading: 'rounds',
      align: 'left',
      width: SPARK_WIDTH,
      rank: 9,
      piece: ({ figures }) => ({ text: sparkline(figures.roundsMs, SPARK_WIDTH), tint: 'dim' }),
    },
  ];
  // The mark stands one space from its subject.
  return fitColumns(all, width + GAP - 1, GAP);
}

/** Metrics beside the headline, less its interval, the speed-up (its own column) and the parts of the time. */
function isShown(column: ColumnDeclaration, declared: readonly ColumnDeclaration[]): boolean {
  const headline = headlineOf(declared);
  if (column.role !== 'metric' || column === headline?.column || column.unit === 'x') return false;
  return column.name !== headline?.low && column.name !== headline?.high && !isTimeOrBytes(column);
}

/** What is not measured yet is left blank; what never will be is marked. */
function known({ cell }: LineInput, text: string): Piece {
  if (text !== MISSING) return { text };
  return cell.progress.kind === 'finished' ? { text, tint: 'dim' } : { text: '' };
}

function mark({ mark, tint }: StateText): Piece {
  return { text: ' '.repeat(INDENT) + mark, tint };
}

function medianPiece(line: LineInput): Piece {
  const { medianMs } = line.figures;
  if (medianMs === null) return known(line, MISSING);
  return { text: formatDuration(medianMs), tint: line.fastest ? 'green' : 'bold' };
}

function intervalPiece(line: LineInput): Piece {
  const { medianMs, interval } = line.figures;
  if (medianMs === null || interval === null) return known(line, MISSING);
  return { text: formatInterval(medianMs, interval.low, interval.high), tint: 'dim' };
}

function speedupPiece(line: LineInput): Piece {
  const { figures, baselineMs } = line;
  if (figures.medianMs === null) return known(line, MISSING);
  const told = numberIn(figures.metrics, 'speedup');
  // An answer that was not found right is not faster than one that was.
  const compared = baselineMs !== null && figures.check === 'pass';
  const speedup = told ?? (compared ? baselineMs / figures.medianMs : null);
  return known(line, speedup === null ? MISSING : formatRatio(speedup));
}

function checkPiece(line: LineInput): Piece {
  const { check } = line.figures;
  if (check === 'none') return known(line, MISSING);
  return { text: check, tint: check === 'pass' ? 'green' : 'red' };
}
