import type { DataFile } from './data-file.js';
import { finishLines, type LineScan, scanLines } from './kernels/line-index.js';

const PIECE_BYTES = 2 ** 20;
const MOST_MARKS = 65_536;

/** Offsets of every so many lines, so that any line is found without reading what lies before. */
export class CsvLines {
  #marks: number[] = [];
  #stride = 64;
  #count = 0;
  #lastStart = 0;

  private constructor(private readonly file: DataFile) {}

  /** Lines that are not empty. */
  get count(): number {
    return this.#count;
  }

  /** Where the last of them begins. */
  get lastStart(): number {
    return this.#lastStart;
  }

  /** Scans the file once, from `offset` on. */
  static async scan(file: DataFile, offset: number): Promise<CsvLines> {
    const lines = new CsvLines(file);
    const scan: LineScan = { lines: 0, lineStart: offset, lastByte: 0 };
    const mark = (line: number, start: number) => lines.#mark(line, start);
    const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
    for (let at = offset; at < file.size; at += PIECE_BYTES) {
      const bytes = buffer.subarray(0, Math.min(PIECE_BYTES, file.size - at));
      await file.read(bytes, at);
      scanLines(scan, bytes, at, mark);
    }
    finishLines(scan, file.size, mark);
    lines.#count = scan.lines;
    return lines;
  }

  /** Where a line begins. */
  async offsetOf(line: number): Promise<number> {
    const mark = Math.min(Math.floor(line / this.#stride), this.#marks.length - 1);
    let found = this.#marks[mark] ?? 0;
    const wanted = line - mark * this.#stride;
    if (wanted === 0) return found;
    const scan: LineScan = { lines: 0, lineStart: found, lastByte: 0 };
    let reached = false;
    const check = (index: number, start: number) => {
      if (index === wanted) {
        found = start;
        reached = true;
      }
    };
    for (let at = scan.lineStart; !reached && at < this.file.size; at += PIECE_BYTES) {
      scanLines(scan, await this.file.bytes(at, PIECE_BYTES), at, check);
    }
    if (!reached) finishLines(scan, this.file.size, check);
    return found;
  }

  #mark(line: number, start: number): void {
    this.#lastStart = start;
    if (line % this.#stride !== 0) return;
    if (this.#marks.length === MOST_MARKS) {
      this.#marks = this.#marks.filter((_, i) => i % 2 === 0);
      this.#stride *= 2;
      if (line % this.#stride !== 0) return;
    }
    this.#marks.push(start);
  }
}
