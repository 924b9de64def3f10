import type { VectorSource } from '../../backends/backend.js';
import { DataFile } from './data-file.js';
import { type JsonRows, jsonRows } from './json-rows.js';
import { checkRegion } from './region.js';
import type { VectorFormat } from './vector-format.js';

/**
 * Vectors in a JSON document. Where a row begins is only known by reading all before it, so that rows are cheap in
 * order alone: a read that goes back begins the document again.
 */
class JsonSource implements VectorSource {
  #walk: AsyncGenerator<JsonRows> | undefined;
  #next = 0;
  #left = new Float32Array(0);

  private constructor(
    readonly identity: string,
    readonly n: number,
    readonly d: number,
    private readonly file: DataFile,
    private readonly member: string | undefined,
  ) {}

  /** Reads the document once, for the number of its rows and for what is wrong with it. */
  static async open(path: string, member: string | undefined): Promise<JsonSource> {
    const file = await DataFile.open(path);
    try {
      let [n, d] = [0, 0];
      for await (const rows of jsonRows(file, { member })) {
        d = rows.d;
        n += rows.values.length / d;
      }
      return new JsonSource(await file.identity(`json#${member ?? ''}`, n, d), n, d, file, member);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async read(start: number, count: number, into: Float32Array): Promise<void> {
    checkRegion(this.n, this.d, start, count, into.length);
    if (this.#walk === undefined || start < this.#next) await this.#begin();
    await this.#advance(start - this.#next, () => undefined);
    await this.#advance(count, (values, at) => into.set(values, at));
  }

  async close(): Promise<void> {
    await this.#walk?.return(undefined);
    await this.file.close();
  }

  async #begin(): Promise<void> {
    await this.#walk?.return(undefined);
    this.#walk = jsonRows(this.file, { member: this.member });
    this.#next = 0;
    this.#left = new Float32Array(0);
  }

  async #advance(rows: number, use: (values: Float32Array, at: number) => void): Promise<void> {
    const wanted = rows * this.d;
    for (let done = 0; done < wanted; ) {
      if (this.#left.length === 0) {
        const more = await this.#walk?.next();
        if (more === undefined || more.done === true) {
          throw new Error(`${this.file.path} became shorter while it was read`);
        }
        this.#left = Float32Array.from(more.value.values);
      }
      const part = this.#left.subarray(0, wanted - done);
      use(part, done);
      done += part.length;
      this.#left = this.#left.subarray(part.length);
    }
    this.#next += rows;
  }
}

/** JSON: vectors by name or in an array, as the document or under one of its names. Only read. */
export const format: VectorFormat = {
  open: (path, member) => JsonSource.open(path, member),
};
