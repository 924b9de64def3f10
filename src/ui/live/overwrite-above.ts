const SAVE_CURSOR = '\u001B7';
const RESTORE_CURSOR = '\u001B8';

/** Escape sequence that writes `text` some lines above the cursor, from a column counted from 0, and comes back. */
export function overwriteAbove(lines: number, column: number, text: string): string {
  return `${SAVE_CURSOR}\u001B[${lines}A\u001B[${column + 1}G${text}${RESTORE_CURSOR}`;
}
