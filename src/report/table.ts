import Table from 'cli-table3';
import stringWidth from 'string-width';

export type Align = 'left' | 'right';

export interface TableOptions {
  readonly head: readonly string[];
  /** One array per row, each as long as `head`. */
  readonly rows: readonly (readonly string[])[];
  /** By column; `left` where it says nothing. */
  readonly align?: readonly Align[];
  /** Columns of the terminal; without it, as wide as the content. */
  readonly width?: number;
  /** Indices of rows that begin a new group: a light rule is drawn above them. */
  readonly groupStarts?: readonly number[];
}

const PADDING = 2;
const READABLE_TEXT = 12;
const NARROW_TEXT = 6;
const SMALLEST = 4;

const NO_CORNERS = {
  'top-left': '',
  'top-mid': '',
  'top-right': '',
  'bottom-left': '',
  'bottom-mid': '',
  'bottom-right': '',
  left: '',
  right: '',
  middle: '',
  'left-mid': '',
  'mid-mid': '',
  'right-mid': '',
};

/** Columns of the terminal that texts below each other take in a table, with the space on both sides. */
export function columnWidth(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => stringWidth(text))) + PADDING;
}

/**
 * A plain-text table under light rules, no wider than `width`: the widest columns of text are wrapped first, by words.
 * Lines end without spaces and the text without a line feed.
 */
export function renderTable(options: TableOptions): string {
  const natural = draw(options, []);
  if (options.width === undefined || total(natural.widths) <= options.width) return natural.text;
  return draw(options, shrink(natural.widths, options.align ?? [], options.width)).text;
}

function draw(options: TableOptions, widths: readonly number[]): { text: string; widths: number[] } {
  const table = new Table({
    head: [...options.head],
    chars: { ...NO_CORNERS, top: '─', mid: '─', bottom: '─' },
    // The library colours heads and borders even into a pipe unless both lists are empty.
    style: { head: [], border: [], 'padding-left': 1, 'padding-right': 1 },
    colAligns: options.head.map((_, column) => options.align?.[column] ?? 'left'),
    colWidths: [...widths],
    wordWrap: true,
  });
  options.rows.forEach((row, index) => {
    const rule = index === 0 ? '─' : options.groupStarts?.includes(index) ? '╌' : '';
    table.push(
      row.map((text, column) => ({ content: breakable(text, widths[column]), chars: { mid: rule } })),
    );
  });
  const text = table.toString().replace(/[ \t]+$/gm, '');
  // Drawing fills the list of widths in, measured as the terminal shows them and padding included.
  return { text, widths: table.options.colWidths.map((width) => width ?? 0) };
}

/** Words longer than their column would be cut by the library: a space where the line ends lets it wrap there. */
function breakable(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  const room = Math.max(1, width - PADDING);
  return text
    .split(' ')
    .map((word) =>
      word.includes('\u001B') ? word : (word.match(new RegExp(`.{1,${room}}`, 'gu')) ?? []).join(' '),
    )
    .join(' ');
}

/** Takes the excess from the widest texts, as long as they stay readable, then from the longest text, then anywhere. */
function shrink(natural: readonly number[], align: readonly Align[], width: number): number[] {
  const widths = [...natural];
  const isText = (column: number) => (align[column] ?? 'left') === 'left';
  const widest = (by: readonly number[], least: number, may: (column: number) => boolean) => {
    const candidates = [...widths.keys()].filter((at) => may(at) && (widths[at] ?? 0) > least + PADDING);
    return candidates.sort((a, b) => (by[b] ?? 0) - (by[a] ?? 0))[0];
  };
  while (total(widths) > width) {
    const column =
      widest(widths, READABLE_TEXT, isText) ??
      widest(natural, NARROW_TEXT, isText) ??
      widest(widths, SMALLEST, () => true);
    if (column === undefined) break;
    widths[column] = (widths[column] ?? 0) - 1;
  }
  return widths;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
