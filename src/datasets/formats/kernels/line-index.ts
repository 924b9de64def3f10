const NEWLINE = 10;
const RETURN = 13;

/** Where a scan for lines stands; offsets are those of the file. */
export interface LineScan {
  /** Lines with something in them so far. */
  lines: number;
  /** Where the line being scanned began. */
  lineStart: number;
  /** The last byte before `lineStart + scanned`, to tell an empty line ended by CR LF. */
  lastByte: number;
}

/** Whether a line is empty but for its line end. */
function isEmpty(start: number, end: number, lastByte: number): boolean {
  return end === start || (end === start + 1 && lastByte === RETURN);
}

/**
 * Goes on with a scan over the next bytes of a file, calling `found` with the number and offset of every line that is
 * not empty and ends in them.
 */
export function scanLines(
  scan: LineScan,
  bytes: Uint8Array,
  position: number,
  found: (line: number, start: number) => void,
): void {
  for (let at = 0; ; ) {
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) break;
    const lastByte = end > 0 ? bytes[end - 1] : scan.lastByte;
    if (!isEmpty(scan.lineStart, position + end, lastByte)) found(scan.lines++, scan.lineStart);
    scan.lineStart = position + end + 1;
    at = end + 1;
  }
  if (bytes.length > 0) scan.lastByte = bytes[bytes.length - 1];
}

/** Counts the last line of a file, which need not end in a line end. */
export function finishLines(
  scan: LineScan,
  size: number,
  found: (line: number, start: number) => void,
): void {
  if (!isEmpty(scan.lineStart, size, scan.lastByte)) found(scan.lines++, scan.lineStart);
}
