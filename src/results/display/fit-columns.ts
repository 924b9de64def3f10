export interface ColumnWidth {
  readonly width: number;
  /** Columns of smaller rank are kept longer; 0 is always kept. */
  readonly rank: number;
}

/** Which columns fit side by side with `gap` between them: the least important are left out first. */
export function fitColumns<T extends ColumnWidth>(columns: readonly T[], width: number, gap: number): T[] {
  const kept = [...columns];
  const needed = () => kept.reduce((sum, column) => sum + column.width + gap, -gap);
  while (needed() > width) {
    const rank = Math.max(...kept.map((column) => column.rank));
    if (rank === 0) break;
    kept.splice(
      kept.findLastIndex((column) => column.rank === rank),
      1,
    );
  }
  return kept;
}
