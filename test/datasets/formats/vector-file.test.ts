import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { VectorSource } from '../../../src/backends/backend.js';
import { FORMATS } from '../../../src/datasets/formats/registry.js';
import { openVectorFile, writeVectorFile } from '../../../src/datasets/formats/vector-file.js';
import { sourceOf, workspace } from './workspace.js';

const folder = workspace();
const rows = sourceOf(3, 2, Float32Array.of(1, 2, 3, 4, 5, 6));

it('has a file for every format, named as the format', () => {
  for (const name of Object.keys(FORMATS)) {
    const file = fileURLToPath(new URL(`../../../src/datasets/formats/${name}.ts`, import.meta.url));
    expect(existsSync(file), name).toBe(true);
  }
});

describe('identity', () => {
  const identify = async (path: string) => {
    const source = await openVectorFile(path);
    await source.close();
    return source.identity;
  };

  it('is that of the content, not of the path', async () => {
    const [path, copy] = [folder.path('one.fbin'), folder.path('other.fbin')];
    await writeVectorFile(path, rows);
    copyFileSync(path, copy);
    for (const file of [path, copy]) utimesSync(file, 1e9, 1e9);
    expect(await identify(copy)).toBe(await identify(path));
    expect(await identify(path)).toMatch(/^fbin:3x2:32:1000000000000:[0-9a-f]{32}$/);
  });

  it('changes with a byte anywhere in a small file, and with the time in any', async () => {
    const path = folder.path('changing.fbin');
    await writeVectorFile(path, rows);
    utimesSync(path, 1e9, 1e9);
    const before = await identify(path);
    utimesSync(path, 1e9 + 1, 1e9 + 1);
    expect(await identify(path)).not.toBe(before);
    const bytes = readFileSync(path);
    bytes.writeFloatLE(9, 16);
    writeFileSync(path, bytes);
    utimesSync(path, 1e9, 1e9);
    expect(await identify(path)).not.toBe(before);
  });
});

describe('memory', () => {
  it.each([
    'fbin',
    'fvecs',
  ] as const)('stays within a few pieces while a %s file of 256 MiB is read', async (format) => {
    const [n, d] = [2 ** 20, 63];
    const path = folder.path(`sparse.${format}`);
    if (format === 'fbin') {
      writeFileSync(path, new Uint8Array(Uint32Array.of(n, d).buffer));
      truncateSync(path, 8 + n * d * 4);
    } else {
      // Rows of dimension 0 would be refused: write the whole file, as its prefixes are not 0.
      await writeVectorFile(path, {
        identity: '',
        n,
        d,
        read: async (_, __, into) => void into.fill(1),
        close: async () => undefined,
      });
    }
    const source = await openVectorFile(path);
    const block = new Float32Array(4096 * d);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    for (let row = 0; row < n; row += 4096) {
      await source.read(row, 4096, block);
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    await source.close();
    expect(most).toBeLessThan(96 * 2 ** 20);
  });
});

describe('writing', () => {
  it('leaves the old file and no rest when the source fails half-way', async () => {
    const path = folder.path('kept.npy');
    await writeVectorFile(path, rows);
    const before = readFileSync(path);
    const failing: VectorSource = {
      ...rows,
      n: 10_000_000,
      read: async (start, _, into) => {
        if (start > 0) throw new Error('the source went away');
        into.fill(1);
      },
    };
    await expect(writeVectorFile(path, failing)).rejects.toThrow(
      /expected to write .*kept\.npy; the system said: the source went away/,
    );
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder.path('.')).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('refuses numbers a format cannot hold', async () => {
    const path = folder.path('fraction.u8bin');
    await expect(writeVectorFile(path, sourceOf(2, 2, Float32Array.of(1, 255, 2, 2.5)))).rejects.toThrow(
      'expected whole numbers from 0 to 255, which is all a u8bin file holds; got 2.5 in row 1, column 1.',
    );
    expect(existsSync(path)).toBe(false);
  });

  it('refuses formats that are only read, unknown ones, and folders that are not there', async () => {
    await expect(writeVectorFile(folder.path('a.parquet'), rows)).rejects.toThrow(
      /format that can be written/,
    );
    await expect(writeVectorFile(folder.path('a.doc'), rows)).rejects.toThrow(/format that can be written/);
    await expect(writeVectorFile(folder.path('no/a.npy'), rows)).rejects.toThrow(/missing or not writable/);
  });
});
