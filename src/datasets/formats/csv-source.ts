import type { parse } from 'csv-parse/sync';
import type { VectorSource } from '../../backends/backend.js';
import { type CsvLayout, csvLayout, parseCell } from './csv-layout.js';
import { CsvLines } from './csv-lines.js';
import { recordsOf } from './csv-records.js';
import { DamagedFileError, firstLine, nonFiniteDamage } from './damage.js';
import { DataFile } from './data-file.js';
import { type LineScan, scanLines } from './kernels/line-index.js';
import { checkRegion } from './region.js';

const PIECE_BYTES = 2 ** 20;
const MOST_PIECE_BYTES = 64 * 2 ** 20;
const NEWLINE = 10;

/** Rows of numbers in a text file, parsed a megabyte at a time. */
export class CsvSource implements VectorSource {
  readonly n: number;
  readonly d: number;
  /** Where the last read ended: the next one mostly begins there. */
  #next = { row: 0, offset: 0 };

  private constructor(
    readonly identity: string,
    private readonly file: DataFile,
    private readonly layout: CsvLayout,
    private readonly lines: CsvLines,
    private readonly parseSync: typeof parse,
  ) {
    this.n = lines.count;
    this.d = layout.columns.length;
  }

  static async open(path: string, member: string | undefined): Promise<CsvSource> {
    const { parse } = await import('csv-parse/sync');
    const file = await DataFile.open(path);
    try {
      const layout = await csvLayout(file, parse, member);
      const lines = await CsvLines.scan(file, layout.dataOffset);
      if (lines.count === 0) {
        throw new DamagedFileError({
          path,
          offset: layout.dataOffset,
          expected: 'lines of numbers',
          got: 'none behind the header',
          mend: 'Write it again.',
        });
      }
      const identity = await file.identity(`csv#${member ?? ''}`, lines.count, layout.columns.length);
      const source = new CsvSource(identity, file, layout, lines, parse);
      // A cut file shows in its last line.
      source.#take(await file.bytes(lines.lastStart, MOST_PIECE_BYTES), lines.lastStart, lines.count - 1, 1);
      return source;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async read(start: number, count: number, into: Float32Array): Promise<void> {
    checkRegion(this.n, this.d, start, count, into.length);
    let offset = start === this.#next.row && start > 0 ? this.#next.offset : await this.lines.offsetOf(start);
    let pieceBytes = PIECE_BYTES;
    for (let done = 0; done < count; ) {
      const piece = await this.#piece(offset, pieceBytes);
      if (piece.length === 0) {
        pieceBytes = this.#widen(pieceBytes, offset);
        continue;
      }
      const rows = this.#take(piece, offset, start + done, count - done);
      into.set(rows.values, done * this.d);
      done += rows.count;
      offset += rows.bytes;
    }
    this.#next = { row: start + count, offset };
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** Whole lines from `offset` on; empty when the first is longer than `length`. */
  async #piece(offset: number, length: number): Promise<Buffer> {
    const bytes = await this.file.bytes(offset, length);
    if (offset + bytes.length === this.file.size) return bytes;
    return bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1);
  }

  #widen(pieceBytes: number, offset: number): number {
    if (pieceBytes < MOST_PIECE_BYTES) return pieceBytes * 8;
    throw new DamagedFileError({
      path: this.file.path,
      offset,
      expected: `a line of at most ${MOST_PIECE_BYTES} bytes`,
      got: 'no line end',
      mend: 'Write one vector per line.',
    });
  }

  /** Parses at most `most` lines of a piece that starts with line `row`. */
  #take(piece: Buffer, offset: number, row: number, most: number) {
    const { delimiter, width, columns } = this.layout;
    let records: string[][];
    const bytesAfter = this.#offsetWithin(piece, most);
    try {
      records = recordsOf(piece.subarray(0, bytesAfter), delimiter, this.parseSync);
    } catch (error) {
      throw this.#damage(piece, offset, 0, `lines of numbers from row ${row} on`, firstLine(error));
    }
    const values = new Float32Array(records.length * columns.length);
    let at = 0;
    for (const [i, record] of records.entries()) {
      if (record.length !== width) {
        throw this.#damage(piece, offset, i, `${width} fields in row ${row + i}`, String(record.length));
      }
      for (const column of columns) {
        const value = Math.fround(parseCell(record[column]));
        if (!Number.isFinite(value)) {
          throw this.#numberDamage(
            record[column] ?? '',
            row + i,
            column,
            offset + this.#offsetWithin(piece, i),
          );
        }
        values[at++] = value;
      }
    }
    return { values, count: records.length, bytes: bytesAfter };
  }

  /** Where line `wanted` of a piece begins, or the end of the piece. */
  #offsetWithin(piece: Buffer, wanted: number): number {
    const scan: LineScan = { lines: 0, lineStart: 0, lastByte: 0 };
    let offset = piece.length;
    scanLines(scan, piece, 0, (line, start) => {
      if (line === wanted) offset = start;
    });
    // The line behind the last line end is not found by the scan.
    return scan.lines === wanted && scan.lineStart < piece.length ? scan.lineStart : offset;
  }

  #numberDamage(text: string, row: number, column: number, offset: number): DamagedFileError {
    const { path } = this.file;
    if (/^\s*([-+]?(nan|inf(inity)?|[\d.]+(e[-+]?\d+)?))\s*$/i.test(text)) {
      return nonFiniteDamage(path, row, column, text.trim(), offset);
    }
    return new DamagedFileError({
      path,
      offset,
      expected: `a number in row ${row}, column ${column}`,
      got: JSON.stringify(text),
      mend: `Write one there, with a decimal point, or name the columns of numbers: ${path}#name,name.`,
    });
  }

  #damage(piece: Buffer, offset: number, line: number, expected: string, got: string): DamagedFileError {
    return new DamagedFileError({
      path: this.file.path,
      offset: offset + this.#offsetWithin(piece, line),
      expected,
      got,
      mend: 'The file is truncated or ragged: every line needs the same fields.',
    });
  }
}
