import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openVectorFile } from '../../../src/datasets/formats/vector-file.js';
import { complaint, fixture, load, workspace } from './workspace.js';

/** What `fixtures/make.py` writes: i + j / 8. */
function expected(n: number, d: number): Float32Array {
  return Float32Array.from({ length: n * d }, (_, i) => Math.floor(i / d) + (i % d) / 8);
}

const hasZstd = 'zstdDecompressSync' in zlib;

describe('files other libraries wrote', () => {
  it.each([
    ['list-snappy.parquet', 40],
    ['list-gzip.parquet', 40],
    ['list-brotli.parquet', 40],
    ['pages-v2.parquet', 40],
    ['fixed.parquet', 40],
    ['columns.parquet', 40],
    ['half.parquet', 40],
    ['two-lists.parquet#b', 40],
    ['half.npy', 40],
    ['ann-benchmarks.hdf5', 40],
    ['ann-benchmarks.hdf5#test', 5],
    ['ann-benchmarks.hdf5#big-endian', 40],
    ['ann-benchmarks.hdf5#deep/er', 3],
  ])('%s', async (name, n) => {
    expect(await load(fixture(name))).toEqual({ n, d: 6, values: expected(n, 6) });
  });

  it('takes the columns that are named, in that order', async () => {
    const { d, values } = await load(fixture('columns.parquet#x5,x1'));
    expect([d, ...values.subarray(0, 4)]).toEqual([2, 5 / 8, 1 / 8, 1 + 5 / 8, 1 + 1 / 8]);
  });

  it('reads integer columns', async () => {
    const { values } = await load(fixture('integers.parquet'));
    expect([...values.subarray(4, 8)]).toEqual([2, -2, 3, -3]);
  });

  it('reads rows across row groups and pages in any order', async () => {
    const source = await openVectorFile(fixture('columns.parquet'));
    const all = expected(40, 6);
    for (const [start, count] of [
      [30, 10],
      [10, 2],
      [0, 40],
      [21, 3],
    ] as const) {
      const rows = new Float32Array(count * 6);
      await source.read(start, count, rows);
      expect(rows).toEqual(all.subarray(start * 6, (start + count) * 6));
    }
    await source.close();
  });

  it.runIf(hasZstd)('unpacks zstd where Node can', async () => {
    expect((await load(fixture('list-zstd.parquet'))).values).toEqual(expected(40, 6));
  });

  it.skipIf(hasZstd)('says what zstd needs where Node cannot unpack it', async () => {
    expect(await complaint(fixture('list-zstd.parquet'))).toMatchInlineSnapshot(
      `"list-zstd.parquet: expected compression this Node can unpack, got ZSTD. Use Node 22.15 or later, or write the file with Snappy."`,
    );
  });

  it.each([
    'list-lz4.parquet',
    'two-lists.parquet',
    'list-snappy.parquet#text',
    'list-snappy.parquet#id,nothing',
    'short-list.parquet',
    'uneven-lists.parquet',
    'null.parquet',
    'nan.parquet',
    'no-rows.parquet',
    'ann-benchmarks.hdf5#half',
    'ann-benchmarks.hdf5#flat',
    'ann-benchmarks.hdf5#deep',
    'ann-benchmarks.hdf5#missing',
    'fortran.npy',
    'objects.npy',
    'structured.npy',
  ])('refuses %s', async (name) => {
    expect(await complaint(fixture(name))).toMatchSnapshot();
  });
});

describe('csv', () => {
  const folder = workspace();

  it.each([
    ['a header', 'x,y\n1,2\n3,4\n'],
    ['no header', '1,2\n3,4\n'],
    ['no line end at the end', '1,2\n3,4'],
    ['CR LF and empty lines', '\r\n1,2\r\n\r\n3,4\r\n\r\n'],
    ['a byte order mark', '\uFEFF1,2\n3,4\n'],
    ['a byte order mark and a header', '\uFEFFx,y\n1,2\n3,4\n'],
    ['quotes', '"x","y"\n"1","2"\n"3","4"\n'],
    ['semicolons and spaces', 'x; y\n1; 2\n3 ;4\n'],
    ['tabs', '1\t2\n3\t4\n'],
    ['exponents and signs', '1e0,+2\n30E-1,.4e1\n'],
  ])('reads %s', async (_, text) => {
    expect(await load(folder.write('some.csv', text))).toEqual({
      n: 2,
      d: 2,
      values: Float32Array.of(1, 2, 3, 4),
    });
  });

  it('takes the columns that are named', async () => {
    const path = folder.write('named.csv', 'id,word,a,b\n1,one,2,3\n4,four,5,6\n');
    expect((await load(`${path}#b,a`)).values).toEqual(Float32Array.of(3, 2, 6, 5));
  });

  it('finds any row of many by a sparse index', async () => {
    const text = Array.from({ length: 10_000 }, (_, i) => `${i},${i / 2}\n`).join('');
    const source = await openVectorFile(folder.write('many.csv', 'a,b\n', text));
    expect(source.n).toBe(10_000);
    for (const row of [9_999, 0, 63, 64, 65, 4_321]) {
      const into = new Float32Array(2);
      await source.read(row, 1, into);
      expect([...into]).toEqual([row, row / 2]);
    }
    await source.close();
  });

  it('reads lines longer than a piece', async () => {
    const d = 400_000;
    const line = `${Array.from({ length: d }, (_, i) => i % 1000).join()}\n`;
    const { n, values } = await load(folder.write('wide.csv', line, line));
    expect([n, values.length, values[d + 999]]).toEqual([2, 2 * d, 999]);
  });
});
