import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIdx } from '../../src/datasets/idx.js';
import { idxFile } from './idx-file.js';
import { readRows } from './read-all.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-idx-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function written(content: Buffer): Promise<string> {
  const path = join(directory, `${Math.random()}`);
  await writeFile(path, content);
  return path;
}

describe('openIdx', () => {
  it('reads bytes as values 0 to 255, all dimensions but the first laid out as one', async () => {
    const path = await written(idxFile([2, 2, 3], [0, 1, 2, 253, 254, 255, 6, 5, 4, 3, 2, 1]));
    const source = await openIdx({ path, identity: 'x' });
    expect([source.n, source.d, source.identity]).toEqual([2, 6, 'x']);
    expect([...(await readRows(source))]).toEqual([0, 1, 2, 253, 254, 255, 6, 5, 4, 3, 2, 1]);
    await source.close();
  });

  it('reads any rows, also across the pieces it reads at once', async () => {
    const [n, d] = [3000, 784];
    const values = Uint8Array.from({ length: n * d }, (_, i) => (i * 31) % 251);
    const source = await openIdx({ path: await written(idxFile([n, d], values)), identity: 'x' });
    await fc.assert(
      fc.asyncProperty(fc.nat(n), fc.nat(n), async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const rows = await readRows(source, start, end - start);
        expect(Buffer.from(Uint8Array.from(rows)).equals(values.subarray(start * d, end * d))).toBe(true);
      }),
      { numRuns: 20 },
    );
    await source.close();
  });

  it('shows as many of the first rows as asked for', async () => {
    const source = await openIdx({ path: await written(idxFile([3, 1], [7, 8, 9])), identity: 'x', rows: 2 });
    expect(source.n).toBe(2);
    await expect(source.read(1, 2, new Float32Array(2))).rejects.toThrow('expected rows within 0..2');
    await source.close();
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'byte 0: expected 4 more bytes, got the end of the file'],
    ['another magic number', idxFile([1, 1], [0], 0x0d), 'byte 0: expected IDX of unsigned bytes'],
    ['labels instead of rows', idxFile([3], [1, 2, 3]), 'byte 0: expected IDX of unsigned bytes'],
    ['no rows', idxFile([0, 4], []), 'byte 4: expected sizes of at least 1, got 0 x 4'],
    ['a torn header', idxFile([2, 2], [1, 2, 3, 4]).subarray(0, 7), 'byte 7: expected 5 more bytes'],
    [
      'torn values',
      idxFile([2, 2], [1, 2, 3]),
      'byte 15: expected 2 x 2 values after 12 bytes, got a file of 15',
    ],
    ['trailing bytes', idxFile([2, 2], [1, 2, 3, 4, 5]), 'byte 16: expected 2 x 2 values after 12 bytes'],
  ])('refuses %s', async (_, content, message) => {
    const opened = openIdx({ path: await written(content), identity: 'x' });
    await expect(opened).rejects.toThrow(message);
    await expect(opened).rejects.toMatchObject({ code: 'damaged-file' });
  });

  it('refuses more rows than there are', async () => {
    const path = await written(idxFile([2, 2], [1, 2, 3, 4]));
    await expect(openIdx({ path, identity: 'x', rows: 3 })).rejects.toThrow(
      'expected at least 3 rows, got 2',
    );
  });
});
