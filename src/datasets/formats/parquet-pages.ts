import type { ColumnMetaData, DecodedArray, PageHeader, SchemaTree } from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert, convertWithDictionary, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js';
import { DamagedFileError, firstLine } from './damage.js';
import type { DataFile } from './data-file.js';
import { COMPRESSORS } from './parquet-compressors.js';

const HEADER_BYTES = 1024;
const MOST_HEADER_BYTES = 2 ** 20;

/** A page of numbers inside a column chunk. */
export interface Page {
  /** Index in the chunk of its first number. */
  readonly first: number;
  readonly count: number;
  /** Where its body begins. */
  readonly offset: number;
  readonly header: PageHeader;
}

/** A decoded page: its numbers, and for lists a 0 at the first number of every row (nothing for plain columns). */
export interface PageValues {
  readonly values: Float32Array;
  readonly rowStarts: readonly number[];
}

function toFloats(values: DecodedArray): Float32Array {
  if (values instanceof Float32Array) return values;
  if (values instanceof BigInt64Array || values instanceof BigUint64Array)
    return Float32Array.from(values, Number);
  // 64-bit integers from a dictionary come as an array of bigints.
  return typeof values[0] === 'bigint'
    ? Float32Array.from(values, Number)
    : new Float32Array(values as number[]);
}

/** The pages of one column in one row group, found by walking their headers and decoded one at a time. */
export class ParquetPages {
  #dictionary: DecodedArray | undefined;
  #pages: Promise<readonly Page[]> | undefined;
  readonly #decoder;

  constructor(
    private readonly file: DataFile,
    private readonly chunk: ColumnMetaData,
    schemaPath: SchemaTree[],
  ) {
    const element = schemaPath.at(-1)?.element ?? { name: '' };
    this.#decoder = {
      ...chunk,
      pathInSchema: chunk.path_in_schema,
      element,
      schemaPath,
      compressors: COMPRESSORS,
      parsers: DEFAULT_PARSERS,
    };
  }

  /** All pages in order. */
  pages(): Promise<readonly Page[]> {
    this.#pages ??= this.#walk();
    return this.#pages;
  }

  async decode(page: Page): Promise<PageValues> {
    await this.pages();
    const body = await this.#body(page.offset, page.header);
    return this.#guarded(page.offset, () => {
      const { repetitionLevels, values } = this.#unpack(body, page.header);
      if (values.length !== page.count) {
        throw this.#damage(
          page.offset,
          `${page.count} numbers`,
          `${page.count - values.length} missing values (nulls)`,
        );
      }
      return { values: toFloats(values), rowStarts: repetitionLevels };
    });
  }

  async #walk(): Promise<readonly Page[]> {
    const { data_page_offset, dictionary_page_offset, total_compressed_size } = this.chunk;
    let at = Number(dictionary_page_offset || data_page_offset);
    const end = at + Number(total_compressed_size);
    const pages: Page[] = [];
    let first = 0;
    while (at < end) {
      const { header, bytes } = await this.#header(at);
      const offset = at + bytes;
      at = offset + header.compressed_page_size;
      if (header.type === 'DICTIONARY_PAGE') {
        const body = await this.#body(offset, header);
        const reader = { view: new DataView(body.buffer), offset: 0 };
        this.#dictionary = this.#guarded(offset, () => {
          const { data } = readPage(reader, header, this.#decoder, undefined, undefined, 0);
          return data && convert(data, this.#decoder);
        });
        continue;
      }
      const count = (header.data_page_header ?? header.data_page_header_v2)?.num_values ?? 0;
      pages.push({ first, count, offset, header });
      first += count;
    }
    return pages;
  }

  async #header(at: number): Promise<{ readonly header: PageHeader; readonly bytes: number }> {
    for (let length = HEADER_BYTES; ; length *= 16) {
      const buffer = await this.file.bytes(at, length);
      const reader = { view: new DataView(buffer.buffer), offset: 0 };
      try {
        return { header: parquetHeader(reader), bytes: reader.offset };
      } catch (error) {
        // Statistics may make a header longer than was read.
        if (buffer.length === length && length < MOST_HEADER_BYTES) continue;
        throw this.#damage(at, 'the header of a page', firstLine(error));
      }
    }
  }

  async #body(offset: number, header: PageHeader): Promise<Buffer<ArrayBuffer>> {
    const length = header.compressed_page_size;
    if (!(length >= 0) || offset + length > this.file.size) {
      throw this.#damage(
        offset,
        `a page of ${length} bytes`,
        `the end of the file of ${this.file.size} bytes`,
      );
    }
    return this.file.bytes(offset, length);
  }

  #unpack(
    body: Buffer<ArrayBuffer>,
    header: PageHeader,
  ): { repetitionLevels: number[]; values: DecodedArray } {
    const first = header.data_page_header;
    const encoding = (first ?? header.data_page_header_v2)?.encoding ?? 'PLAIN';
    const { codec, compressors } = this.#decoder;
    const { repetitionLevels, dataPage } = first
      ? readDataPage(
          decompressPage(body, header.uncompressed_page_size, codec, compressors),
          first,
          this.#decoder,
        )
      : readDataPageV2(body, header, this.#decoder);
    return {
      repetitionLevels,
      values: convertWithDictionary(dataPage, this.#dictionary, encoding, this.#decoder),
    };
  }

  #guarded<T>(offset: number, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof DamagedFileError) throw error;
      throw this.#damage(
        offset,
        `a page of column "${this.chunk.path_in_schema.join('.')}"`,
        firstLine(error),
      );
    }
  }

  #damage(offset: number, expected: string, got: string): DamagedFileError {
    return new DamagedFileError({
      path: this.file.path,
      offset,
      expected: `${expected} in column "${this.chunk.path_in_schema.join('.')}"`,
      got,
      mend: 'The file is damaged or holds gaps: write it again without nulls.',
    });
  }
}
