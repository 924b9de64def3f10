import type { FileMetaData, SchemaTree } from 'hyparquet';
import { getTreePath } from 'hyparquet/src/schema.js';
import type { VectorSource } from '../../backends/backend.js';
import { DamagedFileError, firstLine, nonFiniteDamage } from './damage.js';
import { DataFile } from './data-file.js';
import { firstNonFinite } from './kernels/first-non-finite.js';
import { chooseColumns, rowGroupStarts, type VectorColumns } from './parquet-columns.js';
import { canUnpack, codecRemedy } from './parquet-compressors.js';
import { type Page, ParquetPages } from './parquet-pages.js';
import { checkRegion } from './region.js';

/** Decoded pages that may be kept: neighbouring reads meet the same ones again. */
const CACHE_BYTES = 64 * 2 ** 20;

interface Shape {
  readonly n: number;
  readonly d: number;
}

/** Numbers in the column chunk at `leaf` of a row group. */
function chunkAt(metadata: FileMetaData, group: number, leaf: readonly string[]) {
  return metadata.row_groups[group]?.columns.find(
    (chunk) => chunk.meta_data?.path_in_schema.join() === leaf.join(),
  )?.meta_data;
}

function leavesOf(columns: VectorColumns): readonly (readonly string[])[] {
  return columns.kind === 'list' ? [columns.leaf] : columns.leaves;
}

/** Takes the shape from the footer, and refuses what it shows to be ragged or packed beyond reach. */
function shapeOf(path: string, metadata: FileMetaData, columns: VectorColumns): Shape {
  const { n } = rowGroupStarts(metadata);
  if (n === 0) {
    throw new DamagedFileError({
      path,
      expected: 'vectors',
      got: 'a table of no rows',
      mend: 'Write it again.',
    });
  }
  let d = columns.kind === 'columns' ? columns.leaves.length : 0;
  metadata.row_groups.forEach((group, index) => {
    const rows = Number(group.num_rows);
    for (const leaf of leavesOf(columns)) {
      const chunk = chunkAt(metadata, index, leaf);
      const codec = chunk?.codec ?? 'none';
      if (!chunk || !canUnpack(codec)) {
        const mend = codecRemedy(codec);
        throw new DamagedFileError({ path, expected: 'compression this Node can unpack', got: codec, mend });
      }
      const values = Number(chunk.num_values);
      if (columns.kind === 'list' && d === 0 && rows > 0) d = values / rows;
      const each = columns.kind === 'list' ? d : 1;
      if (values !== rows * each || !Number.isInteger(d) || d === 0) {
        throw new DamagedFileError({
          path,
          expected: `lists of one length in column "${leaf[0]}"`,
          got: `${values} numbers in ${rows} rows of row group ${index}`,
          mend: 'Drop or pad the rows that differ.',
        });
      }
    }
  });
  return { n, d };
}

/** Vectors in a Parquet file: whatever the row groups' size, only pages of about a megabyte are decoded at a time. */
export class ParquetSource implements VectorSource {
  readonly n: number;
  readonly d: number;
  readonly #starts: readonly number[];
  /** Column chunks of the row group read last. */
  #group = -1;
  #chunks: readonly ParquetPages[] = [];
  readonly #cache = new Map<Page, Float32Array>();
  #cachedBytes = 0;

  private constructor(
    readonly identity: string,
    shape: Shape,
    private readonly file: DataFile,
    private readonly metadata: FileMetaData,
    private readonly tree: SchemaTree,
    private readonly columns: VectorColumns,
  ) {
    this.n = shape.n;
    this.d = shape.d;
    this.#starts = rowGroupStarts(metadata).starts;
  }

  static async open(path: string, member: string | undefined): Promise<ParquetSource> {
    const file = await DataFile.open(path);
    try {
      const { parquetMetadataAsync, parquetSchema } = await import('hyparquet');
      const slice = async (start: number, end = file.size) => (await file.bytes(start, end - start)).buffer;
      const metadata = await parquetMetadataAsync({ byteLength: file.size, slice }).catch(
        (error: unknown) => {
          throw new DamagedFileError(
            {
              path,
              offset: Math.max(0, file.size - 8),
              expected: 'the footer of a Parquet file, which ends in PAR1',
              got: firstLine(error),
              mend: 'The file is truncated or another format: fetch it again.',
            },
            { cause: error },
          );
        },
      );
      const tree = parquetSchema(metadata);
      const columns = chooseColumns(path, tree, member);
      const shape = shapeOf(path, metadata, columns);
      const name = columns.kind === 'list' ? columns.name : columns.leaves.join();
      const identity = await file.identity(`parquet#${name}`, shape.n, shape.d);
      return new ParquetSource(identity, shape, file, metadata, tree, columns);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async read(start: number, count: number, into: Float32Array): Promise<void> {
    const { d } = this;
    checkRegion(this.n, d, start, count, into.length);
    for (let row = start; row < start + count; ) {
      const group = this.#starts.findLastIndex((first) => first <= row);
      const end = Math.min(start + count, this.#starts[group + 1] ?? this.n);
      await this.#readGroup(group, row, end, into.subarray((row - start) * d, (end - start) * d));
      row = end;
    }
    const bad = firstNonFinite(into.subarray(0, count * d));
    if (bad < 0) return;
    throw nonFiniteDamage(this.file.path, start + Math.floor(bad / d), bad % d, into[bad] ?? Number.NaN);
  }

  async close(): Promise<void> {
    this.#cache.clear();
    await this.file.close();
  }

  async #readGroup(group: number, row: number, end: number, into: Float32Array): Promise<void> {
    const first = this.#starts[group] ?? 0;
    const chunks = this.#chunksOf(group);
    if (this.columns.kind === 'list') {
      const [chunk] = chunks;
      if (!chunk) return;
      const offset = (row - first) * this.d;
      await this.#eachPage(group, chunk, offset, (end - first) * this.d, (page, from, to, values) => {
        into.set(values.subarray(from - page.first, to - page.first), from - offset);
      });
      return;
    }
    for (const [column, chunk] of chunks.entries()) {
      await this.#eachPage(group, chunk, row - first, end - first, (page, from, to, values) => {
        for (let i = from; i < to; i++)
          into[(i - row + first) * this.d + column] = values[i - page.first] ?? 0;
      });
    }
  }

  /** Visits the numbers `start .. end` of a chunk page by page. */
  async #eachPage(
    group: number,
    chunk: ParquetPages,
    start: number,
    end: number,
    visit: (page: Page, from: number, to: number, values: Float32Array) => void,
  ): Promise<void> {
    for (const page of await chunk.pages()) {
      const from = Math.max(start, page.first);
      const to = Math.min(end, page.first + page.count);
      if (from < to) visit(page, from, to, await this.#decoded(group, chunk, page));
    }
  }

  /** Lists of another length among lists that average to the dimension. */
  #checkLengths(page: Page, group: number, rowStarts: readonly number[]): void {
    for (let i = 0; i < rowStarts.length; i++) {
      const starts = rowStarts[i] === 0;
      if (starts === ((page.first + i) % this.d === 0)) continue;
      const row = (this.#starts[group] ?? 0) + Math.floor((page.first + i) / this.d);
      throw new DamagedFileError({
        path: this.file.path,
        offset: page.offset,
        expected: `${this.d} numbers in each list, in the page`,
        got: `another length in row ${starts ? row : Math.max(0, row - 1)}`,
        mend: 'Drop or pad the rows that differ.',
      });
    }
  }

  #chunksOf(group: number): readonly ParquetPages[] {
    if (group === this.#group) return this.#chunks;
    this.#group = group;
    this.#cache.clear();
    this.#cachedBytes = 0;
    this.#chunks = leavesOf(this.columns).flatMap((leaf) => {
      const chunk = chunkAt(this.metadata, group, leaf);
      return chunk ? [new ParquetPages(this.file, chunk, getTreePath(this.tree, [...leaf]))] : [];
    });
    return this.#chunks;
  }

  async #decoded(group: number, chunk: ParquetPages, page: Page): Promise<Float32Array> {
    const kept = this.#cache.get(page);
    if (kept) return kept;
    const { values, rowStarts } = await chunk.decode(page);
    this.#checkLengths(page, group, rowStarts);
    this.#cache.set(page, values);
    this.#cachedBytes += values.byteLength;
    for (const [oldest, { byteLength }] of this.#cache) {
      if (this.#cachedBytes <= CACHE_BYTES || oldest === page) break;
      this.#cache.delete(oldest);
      this.#cachedBytes -= byteLength;
    }
    return values;
  }
}
