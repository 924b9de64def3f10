import type { VectorSource } from '../../backends/backend.js';
import { DamagedFileError, nonFiniteDamage } from './damage.js';
import type { DataFile } from './data-file.js';
import { decode, type Element, elementBytes, swapBytes } from './elements.js';
import { firstNonFinite } from './kernels/first-non-finite.js';
import { checkRegion } from './region.js';

/** Bytes of a file in memory at once, beside the caller's own block. */
const PIECE_BYTES = 4 * 2 ** 20;

/** Rows of equal length, one after another. */
export interface RowLayout {
  readonly n: number;
  readonly d: number;
  readonly element: Element;
  readonly bigEndian?: boolean;
  /** Where row 0 begins. */
  readonly offset: number;
  /** Whether the dimension stands before every row as a 32-bit integer. */
  readonly prefixed: boolean;
}

/** Reads any file whose rows lie at computable offsets. */
export class FixedRows implements VectorSource {
  readonly n: number;
  readonly d: number;
  readonly #prefixBytes: number;
  readonly #rowBytes: number;
  readonly #numberBytes: number;

  constructor(
    readonly identity: string,
    private readonly file: DataFile,
    private readonly layout: RowLayout,
  ) {
    this.n = layout.n;
    this.d = layout.d;
    this.#numberBytes = elementBytes(layout.element);
    this.#prefixBytes = layout.prefixed ? 4 : 0;
    this.#rowBytes = this.#prefixBytes + layout.d * this.#numberBytes;
  }

  async read(start: number, count: number, into: Float32Array): Promise<void> {
    await this.#pieces(start, count, into, (row, values) => {
      const bad = firstNonFinite(values);
      if (bad < 0) return;
      const column = bad % this.d;
      const badRow = row + Math.floor(bad / this.d);
      const offset = this.#offsetOf(badRow) + this.#prefixBytes + column * this.#numberBytes;
      throw nonFiniteDamage(this.file.path, badRow, column, values[bad] ?? Number.NaN, offset);
    });
  }

  get holdsIntegers(): boolean {
    return !this.layout.element.startsWith('f');
  }

  /** Like `read`, for identifiers: no bit is lost to float32. */
  async readIntegers(start: number, count: number, into: Int32Array): Promise<void> {
    await this.#pieces(start, count, into, () => undefined);
  }

  /** Reads one row's prefix and refuses it where it is not the dimension. */
  async checkPrefixOf(row: number): Promise<void> {
    this.#checkPrefix((await this.file.bytes(this.#offsetOf(row), 4)).readInt32LE(0), row);
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  #offsetOf(row: number): number {
    return this.layout.offset + row * this.#rowBytes;
  }

  async #pieces<Numbers extends Float32Array | Int32Array>(
    start: number,
    count: number,
    into: Numbers,
    check: (row: number, values: Numbers) => void,
  ): Promise<void> {
    const { d } = this;
    checkRegion(this.n, d, start, count, into.length);
    const { element, bigEndian } = this.layout;
    const raw = into instanceof Float32Array ? 'f4' : 'i4';
    const direct = element === raw && !bigEndian && this.#prefixBytes === 0;
    const step = Math.max(1, Math.floor(PIECE_BYTES / this.#rowBytes));
    const scratch = direct ? undefined : Buffer.allocUnsafeSlow(Math.min(step, count) * this.#rowBytes);
    for (let done = 0; done < count; done += step) {
      const rows = Math.min(step, count - done);
      const values = into.subarray(done * d, (done + rows) * d) as Numbers;
      const bytes =
        scratch?.subarray(0, rows * this.#rowBytes) ??
        new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      await this.file.read(bytes, this.#offsetOf(start + done));
      if (scratch) this.#unpack(scratch.subarray(0, rows * this.#rowBytes), start + done, rows, values);
      check(start + done, values);
    }
  }

  #unpack(bytes: Buffer<ArrayBuffer>, row: number, rows: number, into: Float32Array | Int32Array): void {
    const { element, bigEndian } = this.layout;
    if (bigEndian) swapBytes(element, bytes);
    if (this.#prefixBytes === 0) {
      decode(element, bytes.buffer, bytes.byteOffset, rows * this.d, into);
      return;
    }
    for (let i = 0; i < rows; i++) {
      const at = i * this.#rowBytes;
      this.#checkPrefix(bytes.readInt32LE(at), row + i);
      decode(
        element,
        bytes.buffer,
        bytes.byteOffset + at + this.#prefixBytes,
        this.d,
        into.subarray(i * this.d, (i + 1) * this.d),
      );
    }
  }

  #checkPrefix(found: number, row: number): void {
    if (found === this.d) return;
    throw new DamagedFileError({
      path: this.file.path,
      offset: this.#offsetOf(row),
      expected: `the dimension ${this.d} before row ${row}, as before row 0`,
      got: String(found),
      mend: 'Rows of different lengths cannot be compared; write the file again with one dimension.',
    });
  }
}
