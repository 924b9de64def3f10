import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import type { CatalogueEntry, CatalogueFile, PublishedFile } from '../../../src/datasets/catalogue/entry.js';
import { jsonRecipe } from '../../../src/datasets/catalogue/json-recipe.js';
import { pngPatchesRecipe } from '../../../src/datasets/catalogue/png-patches-recipe.js';
import { spreadOrder } from '../../../src/datasets/catalogue/spread-order.js';
import type { Source } from '../../../src/datasets/sources/source.js';
import { idxFile } from '../idx-file.js';

const WORDS = 40;
/** Vectors of 3 numbers, and a fourth that is not one of them. */
const VECTORS = Array.from({ length: WORDS }, (_, i) => [i, i / 3, 5 - i, 999]);
const JSON_CONTENT = Buffer.from(
  JSON.stringify({
    size: WORDS,
    vectors: Object.fromEntries(VECTORS.map((row, i) => [`w${i}`, row])),
    rest: [0],
  }),
);

/** What the entry of words makes, row by row in the order of its places. */
export const WORD_ROWS: readonly (readonly number[])[] = Array.from(spreadOrder(WORDS)).reduce<number[][]>(
  (rows, place, row) => {
    rows[place] = (VECTORS[row] ?? []).slice(0, 3).map(Math.fround);
    return rows;
  },
  [],
);

/** A tiny entry made of a JSON document: 36 x 3 and 4 queries. */
export function wordsEntry(sources: readonly Source[]): CatalogueEntry {
  const base = made('base.npy', npyFile(WORD_ROWS.slice(0, 36)), 36);
  const queries = made('queries.npy', npyFile(WORD_ROWS.slice(36)), 4);
  const published = describe('words.json', JSON_CONTENT);
  const recipe = jsonRecipe({ published, member: 'vectors', d: 3, base, queries });
  return { ...shared('words', 3, sources), metric: 'cosine', format: 'npy', base, queries, recipe };
}

export const WORD_FILES: Readonly<Record<string, Buffer>> = { 'words.json': JSON_CONTENT };

const picture = (seed: number) => Array.from({ length: 3 * 16 * 3 }, (_, i) => (i * 7 + seed) % 256);
const PICTURES = [0, 11, 22].map(picture);

/** Three images of 4 x 4 pixels to a picture. */
export const PICTURE_FILES: Readonly<Record<string, Buffer>> = Object.fromEntries(
  PICTURES.map((rgb, i) => [`${i}.png`, pngFile(16, 3, rgb)]),
);

/** A tiny entry made of three PNG files: 24 x 12 and 12 queries. */
export function picturesEntry(sources: readonly Source[]): CatalogueEntry {
  const [one = [], two = [], three = []] = PICTURES.map(patchesByIndex);
  const base = made('train-idx', idxFile([24, 2, 2, 3], [...one, ...two]), 24);
  const queries = made('test-idx', idxFile([12, 2, 2, 3], three), 12);
  const [first, second, third] = Object.entries(PICTURE_FILES).map(([name, content]) =>
    describe(name, content),
  );
  if (first === undefined || second === undefined || third === undefined) throw new Error('three pictures');
  const recipe = pngPatchesRecipe({
    layout: { images: 3, side: 4, patch: 2 },
    basePngs: [first, second],
    queryPngs: [third],
    base,
    queries,
  });
  return { ...shared('pictures', 12, sources), metric: 'l2', format: 'idx', base, queries, recipe };
}

/** Each byte from where it comes: image, cell down and right, pixel down and right, channel. */
function patchesByIndex(rgb: readonly number[]): number[] {
  const places = Array.from({ length: rgb.length }, (_, at) => at);
  return places.map((at) => {
    const [image, down, right, y, x, channel] = [
      at / 48,
      (at % 48) / 24,
      (at % 24) / 12,
      (at % 12) / 6,
      (at % 6) / 3,
      at % 3,
    ].map(Math.floor) as [number, number, number, number, number, number];
    return rgb[48 * image + 12 * (2 * down + y) + 3 * (2 * right + x) + channel] ?? Number.NaN;
  });
}

function pngFile(width: number, height: number, rgb: readonly number[]): Buffer {
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel++) {
    png.data.set([...rgb.slice(3 * pixel, 3 * pixel + 3), 255], 4 * pixel);
  }
  return PNG.sync.write(png, { colorType: 2 });
}

function npyFile(rows: readonly (readonly number[])[]): Buffer {
  const head = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows.length}, 3), }`.padEnd(117);
  const mark = Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1');
  return Buffer.concat([mark, Buffer.from(`${head}\n`), Buffer.from(Float32Array.from(rows.flat()).buffer)]);
}

function describe(name: string, content: Buffer): PublishedFile {
  return { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

function made(name: string, content: Buffer, rows: number): CatalogueFile {
  return { ...describe(name, content), rows };
}

function shared(name: string, d: number, sources: readonly Source[]) {
  return { name, summary: 'made', licence: 'none needed', d, sources };
}
