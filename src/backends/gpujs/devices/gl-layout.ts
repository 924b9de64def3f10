/** Rows of a panel of threads. */
export const PANEL_ROWS = 16;

/** Floats of a texel. */
export const LANES = 4;

export function panelsOf(rows: number): { panelRows: number; panels: number } {
  return { panelRows: PANEL_ROWS, panels: Math.ceil(rows / PANEL_ROWS) };
}
