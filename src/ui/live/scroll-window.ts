/** A line of a table in groups: headings, each above the cells of its group. */
export interface GroupedLine {
  readonly kind: 'group' | 'cell';
  readonly key: string;
}

export interface ScrollWindow<T> {
  readonly lines: readonly T[];
  /** Cells that are out of sight. */
  readonly above: number;
  readonly below: number;
}

/** Below this there is no room to repeat a heading, */
const LEAST_WITH_HEADING = 5;
/** nor below this to say how many more cells there are. */
const LEAST_WITH_COUNTS = 3;

/**
 * The part of a long table that is worth its height: the lines around the cell at work, its group's heading repeated
 * where that is out of sight. The `+n more` lines that say what is above and below count towards `height`.
 */
export function scrollWindow<T extends GroupedLine>(
  lines: readonly T[],
  focusKey: string | null,
  height: number,
): ScrollWindow<T> {
  if (lines.length <= height) return { lines, above: 0, below: 0 };
  const focus = Math.max(
    0,
    lines.findIndex((line) => line.key === focusKey),
  );
  if (height < LEAST_WITH_COUNTS) {
    return { lines: lines.slice(focus, focus + Math.max(1, height)), above: 0, below: 0 };
  }
  let best = { view: viewFrom(lines, focus, height), offCentre: Number.POSITIVE_INFINITY };
  for (let start = Math.max(0, focus - height); start <= focus; start++) {
    const view = viewFrom(lines, start, height);
    const at = view.lines.findIndex((line) => line.key === lines[focus]?.key);
    const offCentre = Math.abs(at - (view.lines.length - 1) / 2);
    if (at >= 0 && offCentre < best.offCentre) best = { view, offCentre };
  }
  return best.view;
}

/** As many lines as fit from `start` on. */
function viewFrom<T extends GroupedLine>(
  lines: readonly T[],
  start: number,
  height: number,
): ScrollWindow<T> {
  const above = cellsIn(lines.slice(0, start));
  const heading = height < LEAST_WITH_HEADING ? null : headingAbove(lines, start);
  const room = height - (above > 0 ? 1 : 0) - (heading === null ? 0 : 1);
  const shown = lines.slice(start, start + (lines.length - start > room ? room - 1 : room));
  const below = cellsIn(lines.slice(start + shown.length));
  // A heading with all its cells out of sight tells nothing.
  const told = shown.at(-1)?.kind === 'group' ? shown.slice(0, -1) : shown;
  return { lines: heading === null ? told : [heading, ...told], above, below };
}

function headingAbove<T extends GroupedLine>(lines: readonly T[], start: number): T | null {
  if (lines[start]?.kind !== 'cell') return null;
  return lines.slice(0, start).findLast((line) => line.kind === 'group') ?? null;
}

function cellsIn(lines: readonly GroupedLine[]): number {
  return lines.filter((line) => line.kind === 'cell').length;
}
