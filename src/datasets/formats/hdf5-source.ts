import type { VectorSource } from '../../backends/backend.js';
import { UsageError } from '../../errors.js';
import { DamagedFileError, nonFiniteDamage } from './damage.js';
import type { DataFile } from './data-file.js';
import { type Hdf5Dataset, type Hdf5File, hdf5Damage, openHdf5File } from './hdf5-library.js';
import { firstNonFinite } from './kernels/first-non-finite.js';
import { checkRegion } from './region.js';

const PIECE_BYTES = 4 * 2 ** 20;
const INTEGER_CLASS = 0;
const FLOAT_CLASS = 1;

function findDataset(path: string, file: Hdf5File, name: string): Hdf5Dataset {
  const found = file.keys().includes(name.split('/', 1)[0] ?? '') ? file.get(name) : null;
  if (found && 'slice' in found) return found;
  throw new UsageError(
    `expected ${path} to hold a dataset "${name}"; it holds ${file.keys().join(', ') || 'nothing'}. Name one: ${path}#name.`,
  );
}

function shapeOf(path: string, name: string, dataset: Hdf5Dataset): { n: number; d: number } {
  const { type, size } = dataset.metadata;
  const numeric =
    (type === INTEGER_CLASS && size <= 8) || (type === FLOAT_CLASS && (size === 4 || size === 8));
  const [n, d, more] = dataset.shape ?? [];
  if (numeric && n !== undefined && d !== undefined && more === undefined && n > 0 && d > 0) return { n, d };
  throw new DamagedFileError({
    path,
    expected: `dataset "${name}" to be a matrix of integers, float32 or float64`,
    got: `shape (${dataset.shape?.join(', ') ?? ''}) of type ${JSON.stringify(dataset.dtype)}`,
    mend: `Write it as a matrix of float32, or name another dataset: ${path}#name.`,
  });
}

/** Rows of a two-dimensional HDF5 dataset, a few megabytes of them in memory at once. */
export class Hdf5Source implements VectorSource {
  private constructor(
    readonly identity: string,
    readonly n: number,
    readonly d: number,
    private readonly plain: DataFile,
    private readonly file: Hdf5File,
    private readonly dataset: Hdf5Dataset,
  ) {}

  static async open(path: string, name: string): Promise<Hdf5Source> {
    const { plain, file } = await openHdf5File(path);
    try {
      const dataset = findDataset(path, file, name);
      const { n, d } = shapeOf(path, name, dataset);
      return new Hdf5Source(await plain.identity(`hdf5#${name}`, n, d), n, d, plain, file, dataset);
    } catch (error) {
      file.close();
      await plain.close();
      throw error;
    }
  }

  async read(start: number, count: number, into: Float32Array): Promise<void> {
    this.#read(start, count, into, (row, values) => {
      const bad = firstNonFinite(values);
      if (bad < 0) return;
      throw nonFiniteDamage(
        this.plain.path,
        row + Math.floor(bad / this.d),
        bad % this.d,
        values[bad] ?? Number.NaN,
      );
    });
  }

  get holdsIntegers(): boolean {
    return this.dataset.metadata.type === INTEGER_CLASS;
  }

  /** Like `read`, for identifiers: no bit is lost to float32. */
  async readIntegers(start: number, count: number, into: Int32Array): Promise<void> {
    this.#read(start, count, into, () => undefined);
  }

  async close(): Promise<void> {
    this.file.close();
    await this.plain.close();
  }

  #read<Numbers extends Float32Array | Int32Array>(
    start: number,
    count: number,
    into: Numbers,
    check: (row: number, values: Numbers) => void,
  ): void {
    const { d } = this;
    checkRegion(this.n, d, start, count, into.length);
    for (let done = 0; done < count; ) {
      const rows = Math.min(this.#pieceRows(start + done), count - done);
      const values = into.subarray(done * d, (done + rows) * d) as Numbers;
      this.#slice(start + done, rows, values);
      check(start + done, values);
      done += rows;
    }
  }

  /** Rows to read at once from `row` on: up to the end of a storage chunk, so that none is unpacked twice. */
  #pieceRows(row: number): number {
    const fit = Math.max(1, Math.floor(PIECE_BYTES / (this.d * this.dataset.metadata.size)));
    const chunk = this.dataset.metadata.chunks?.[0] ?? 1;
    const end = Math.floor((row + Math.max(fit, chunk)) / chunk) * chunk;
    return Math.max(1, end - row);
  }

  #slice(row: number, rows: number, into: Float32Array | Int32Array): void {
    let values: unknown;
    try {
      values = this.dataset.slice([
        [row, row + rows],
        [0, this.d],
      ]);
    } catch (error) {
      throw hdf5Damage(this.plain.path, `rows ${row} to ${row + rows - 1}`, error);
    }
    if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
      for (let i = 0; i < values.length; i++) into[i] = Number(values[i]);
      return;
    }
    into.set(values as Float32Array | Float64Array | Int32Array);
  }
}
