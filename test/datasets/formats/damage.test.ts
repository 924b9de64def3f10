import { chmodSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openVectorFile, writeVectorFile } from '../../../src/datasets/formats/vector-file.js';
import { complaint, fixture, sourceOf, workspace } from './workspace.js';

const folder = workspace();
const rows = sourceOf(3, 2, Float32Array.of(1, 2, 3, 4, 5, 6));

/** A good file of 3 x 2 with something done to its bytes. */
async function surgery(extension: string, operate: (bytes: Buffer) => Uint8Array): Promise<string> {
  const path = folder.path(`good${extension}`);
  await writeVectorFile(path, rows);
  return folder.write(`damaged${extension}`, operate(readFileSync(path)));
}

const truncated = (bytes: Buffer) => bytes.subarray(0, bytes.length - 3);
const trailing = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('abcde')]);
const writing = (write: (bytes: Buffer) => void) => (bytes: Buffer) => {
  write(bytes);
  return bytes;
};
const swapped32 = (bytes: Buffer) => Buffer.from(bytes).swap32();

describe('damaged files are refused in one line', () => {
  it.each([
    ['fvecs truncated', '.fvecs', truncated],
    ['fvecs with trailing bytes', '.fvecs', trailing],
    ['fvecs in big-endian order', '.fvecs', swapped32],
    ['fvecs of an absurd dimension', '.fvecs', writing((b) => b.writeInt32LE(0x7fffffff, 0))],
    ['fvecs of dimension 0', '.fvecs', writing((b) => b.writeInt32LE(0, 0))],
    ['fvecs of a dimension beyond the file', '.fvecs', writing((b) => b.writeInt32LE(1000, 0))],
    ['fvecs ragged in the last row', '.fvecs', writing((b) => b.writeInt32LE(3, 24))],
    ['fvecs ragged in the middle', '.fvecs', writing((b) => b.writeInt32LE(3, 12))],
    ['fvecs with a NaN', '.fvecs', writing((b) => b.writeFloatLE(Number.NaN, 20))],
    ['fvecs of three bytes', '.fvecs', (b: Buffer) => b.subarray(0, 3)],
    ['bvecs truncated', '.bvecs', truncated],
    ['bvecs ragged', '.bvecs', writing((b) => b.writeInt32LE(1, 6))],
    ['ivecs in big-endian order', '.ivecs', swapped32],
    ['fbin truncated', '.fbin', truncated],
    ['fbin with trailing bytes', '.fbin', trailing],
    ['fbin in big-endian order', '.fbin', swapped32],
    ['fbin of an absurd size', '.fbin', writing((b) => b.writeUInt32LE(0xffffffff, 0))],
    ['fbin of no rows', '.fbin', writing((b) => b.writeUInt32LE(0, 0))],
    ['fbin of six bytes', '.fbin', (b: Buffer) => b.subarray(0, 6)],
    ['fbin with an infinity', '.fbin', writing((b) => b.writeFloatLE(Number.NEGATIVE_INFINITY, 8 + 12))],
    ['u8bin truncated', '.u8bin', truncated],
    ['i8bin with trailing bytes', '.i8bin', trailing],
    ['npy truncated', '.npy', truncated],
    ['npy with trailing bytes', '.npy', trailing],
    ['npy cut in its header', '.npy', (b: Buffer) => b.subarray(0, 40)],
    ['npy cut before its header', '.npy', (b: Buffer) => b.subarray(0, 9)],
    ['npy of version 9', '.npy', writing((b) => b.writeUInt8(9, 6))],
    ['npy with a header of nonsense', '.npy', writing((b) => b.write('nonsense', 10))],
    ['npy without its mark', '.npy', writing((b) => b.write('x', 1))],
    [
      'npy of 1 dimension',
      '.npy',
      (b: Buffer) => Buffer.from(b.toString('latin1').replace('(3, 2)', '(6,) '), 'latin1'),
    ],
    [
      'npy of 3 dimensions',
      '.npy',
      (b: Buffer) => Buffer.from(b.toString('latin1').replace('(3, 2), }  ', '(3, 2, 1), }'), 'latin1'),
    ],
    [
      'npy of no rows',
      '.npy',
      (b: Buffer) => Buffer.from(b.toString('latin1').replace('(3, 2)', '(0, 2)'), 'latin1'),
    ],
    [
      'npy of an absurd shape',
      '.npy',
      (b: Buffer) => Buffer.from(b.toString('latin1').replace('(3, 2), }   ', '(3000, 2), }'), 'latin1'),
    ],
    ['npy with a NaN', '.npy', writing((b) => b.writeFloatLE(Number.NaN, b.length - 4))],
    ['hdf5 truncated', '.hdf5', (b: Buffer) => b.subarray(0, b.length - 100)],
    ['hdf5 overwritten', '.hdf5', writing((b) => b.fill(0x55, 8, 200))],
  ])('%s', async (_, extension, operate) => {
    expect(await complaint(await surgery(extension, operate))).toMatchSnapshot();
  });

  it.each([
    ['fewer fields', '1,2\n3\n5,6\n'],
    ['more fields', 'x,y\n1,2\n3,4,5\n5,6\n'],
    ['a cut last line', 'x,y\n1,2\n3,4\n5'],
    ['a word', 'x,y\n1,2\nthree,4\n'],
    ['an empty field', 'x,y\n1,2\n3,\n'],
    ['nan', '1,2\nnan,4\n'],
    ['infinity', '1,2\n3,-Infinity\n'],
    ['a number beyond float32', '1,2\n3,1e39\n'],
    ['a quote that never ends', 'x,y\n1,2\n"3,4\n5,6\n'],
    ['a decimal comma', 'x;y\n1,5;2,5\n'],
    ['a header only', 'x,y\n'],
    ['a lone empty line', '\n'],
  ])('csv with %s', async (_, text) => {
    expect(await complaint(folder.write('damaged.csv', text))).toMatchSnapshot();
  });

  it.each([
    ['truncated', (b: Buffer) => b.subarray(0, b.length - 40)],
    ['with a footer length beyond the file', writing((b) => b.writeUInt32LE(1e9, b.length - 8))],
    ['with a page overwritten', writing((b) => b.fill(0xee, 4, 400))],
  ])('parquet %s', async (_, operate) => {
    const bytes = operate(readFileSync(fixture('list-snappy.parquet')));
    expect(await complaint(folder.write('damaged.parquet', bytes))).toMatchSnapshot();
  });
});

describe('files of another kind are refused in one line', () => {
  it.each([
    ['an empty file', 'a.npy', ''],
    ['gzip', 'a.fvecs', '\x1f\x8b\b\0\0\0\0\0'],
    ['zip', 'a.npy', 'PK\x03\x04....'],
    ['a web page', 'a.hdf5', '<!DOCTYPE html><title>404</title>'],
    ['a Git LFS pointer', 'a.parquet', 'version https://git-lfs.github.com/spec/v1\n'],
    ['a .npy named .fvecs', 'a.fvecs', '\x93NUMPY\x01\x00'],
    ['an unknown extension', 'a.dat', '1 2 3'],
    ['text named .parquet', 'a.parquet', 'this is not a table'],
    ['text named .hdf5', 'a.hdf5', 'this is not a tree'],
  ])('%s', async (_, name, content) => {
    expect(await complaint(folder.write(name, Buffer.from(content, 'latin1')))).toMatchSnapshot();
  });

  it('a missing file, a directory, a member where there is none', async () => {
    mkdirSync(folder.path('vectors.npy'));
    const good = await surgery('.fbin', (bytes) => bytes);
    expect([
      await complaint(folder.path('missing.npy')),
      await complaint(folder.path('vectors.npy')),
      await complaint(`${good}#train`),
    ]).toMatchSnapshot();
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const path = await surgery('.fbin', (bytes) => bytes);
    chmodSync(path, 0o000);
    expect(await complaint(path)).toBe(
      'expected damaged.fbin to be readable; permission was denied. Allow it, for example with chmod +r.',
    );
    chmodSync(path, 0o600);
  });

  it('a file named by its content alone is read', async () => {
    const path = folder.write('vectors', readFileSync(await surgery('.npy', (bytes) => bytes)));
    const source = await openVectorFile(path);
    expect([source.n, source.d]).toEqual([3, 2]);
    await source.close();
  });
});

it('says where a file that shrinks while it is read ends', async () => {
  const path = await surgery('.npy', (bytes) => bytes);
  const source = await openVectorFile(path);
  truncateSync(path, 130);
  await expect(source.read(0, 3, new Float32Array(6))).rejects.toThrow(
    /at byte 130 expected 22 more bytes, got the end of the file/,
  );
  await source.close();
});

it('names row, column and byte of a number that is not finite, wherever the read begins', async () => {
  const path = await surgery(
    '.fvecs',
    writing((bytes) => bytes.writeFloatLE(Number.POSITIVE_INFINITY, 32)),
  );
  const source = await openVectorFile(path);
  await source.read(0, 2, new Float32Array(4));
  await expect(source.read(1, 2, new Float32Array(4))).rejects.toThrow(
    /at byte 32 expected a finite number in row 2, column 1, got Infinity/,
  );
  await source.close();
});
