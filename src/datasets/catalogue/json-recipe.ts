import type { CatalogueFile, PublishedFile, Recipe } from './entry.js';

export interface JsonRecipeOptions {
  readonly published: PublishedFile;
  /** The name in the document under which the vectors lie. */
  readonly member: string;
  /** How many numbers of every entry are the vector, from the first. */
  readonly d: number;
  readonly base: CatalogueFile;
  readonly queries: CatalogueFile;
}

const BLOCK_BYTES = 2 ** 20;

/**
 * Vectors of a JSON document as two `.npy` files of float32. The entries are put into `spreadOrder`: the first are the
 * base, the last the queries. The document is read once, piece by piece; the vectors are in memory meanwhile.
 */
export function jsonRecipe({ published, member, d, base, queries }: JsonRecipeOptions): Recipe {
  return {
    published: [published],
    async make({ pathOf, deliver, onRead }) {
      const { DataFile } = await import('../formats/data-file.js');
      const { jsonRows } = await import('../formats/json-rows.js');
      const { encodeNpyHeader } = await import('../formats/npy-header.js');
      const { spreadOrder } = await import('./spread-order.js');
      const places = spreadOrder(base.rows + queries.rows);
      const vectors = new Float32Array(places.length * d);
      const file = await DataFile.open(pathOf(published.name));
      try {
        const onBytes = (bytes: number) => onRead(published.name, bytes);
        let row = 0;
        for await (const { values } of jsonRows(file, { member, columns: d, onBytes })) {
          for (let at = 0; at < values.length; at += d) {
            const place = places[row++];
            if (place === undefined)
              throw new Error(`expected ${places.length} vectors in ${published.name}`);
            vectors.set(values.subarray(at, at + d), place * d);
          }
        }
      } finally {
        await file.close();
      }
      const split = base.rows * d;
      await deliver(base, npy(encodeNpyHeader(base.rows, d), vectors.subarray(0, split)));
      await deliver(queries, npy(encodeNpyHeader(queries.rows, d), vectors.subarray(split)));
    },
  };
}

async function* npy(head: Uint8Array, values: Float32Array): AsyncGenerator<Uint8Array> {
  yield head;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) yield bytes.subarray(at, at + BLOCK_BYTES);
}
