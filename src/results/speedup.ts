import type { Row } from './columns.js';
import type { CellSummary } from './events.js';

/** The subject that the others are compared with. */
export const BASE_SUBJECT = 'ts';

/** Fills `speedup`: how many times faster than `ts` a row answers the same question. Wrong answers have none. */
export function withSpeedups(cells: readonly CellSummary[], rows: ReadonlyMap<string, Row>): Row[] {
  const baseMs = new Map<string, number>();
  for (const { id, subject, group } of cells) {
    const ms = answeredMs(rows.get(id));
    if (subject === BASE_SUBJECT && ms !== null) baseMs.set(group, ms);
  }
  return cells.flatMap(({ id, group }) => {
    const row = rows.get(id);
    if (row === undefined) return [];
    // Suites without the column are not raced against one subject.
    if (!('speedup' in row)) return [row];
    const ms = answeredMs(row);
    const base = baseMs.get(group);
    return [
      { ...row, speedup: ms === null || base === undefined || row.check === 'none' ? null : base / ms },
    ];
  });
}

function answeredMs(row: Row | undefined): number | null {
  return row !== undefined && row.check !== 'fail' && typeof row.medianMs === 'number' ? row.medianMs : null;
}
