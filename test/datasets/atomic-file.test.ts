import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeStalePartials, writeAtomically } from '../../src/datasets/atomic-file.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-atomic-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('writeAtomically', () => {
  it('shows the file only when it is whole', async () => {
    const path = join(directory, 'new', 'file');
    await writeAtomically(path, async (partial) => {
      await writeFile(partial, 'whole');
      await expect(readFile(path)).rejects.toThrow('ENOENT');
    });
    expect(await readFile(path, 'utf8')).toBe('whole');
    expect(await readdir(join(directory, 'new'))).toEqual(['file']);
  });

  it('keeps what was there and leaves nothing behind when writing fails', async () => {
    const path = join(directory, 'file');
    await writeFile(path, 'before');
    const failed = writeAtomically(path, async (partial) => {
      await writeFile(partial, 'half');
      throw new Error('stopped');
    });
    await expect(failed).rejects.toThrow('stopped');
    expect(await readFile(path, 'utf8')).toBe('before');
    expect(await readdir(directory)).toEqual(['file']);
  });

  it('says in one line that the place cannot be written to', async () => {
    await writeFile(join(directory, 'file'), '');
    const failed = writeAtomically(join(directory, 'file', 'below'), () => writeFile('never', ''));
    await expect(failed).rejects.toMatchObject({ code: 'cache-unwritable', exitCode: 1 });
    await expect(failed).rejects.toThrow(
      /could not write .*below: E(EXIST|NOTDIR): .*MLS_CACHE_DIR moves the cache$/,
    );
  });
});

describe('removeStalePartials', () => {
  it('removes what processes that are gone have left, and nothing else', async () => {
    const gone = await execa(process.execPath, ['-p', 'process.pid']);
    const partial = (host: string, pid: string | number) => `data.${host}.${pid}.unique.partial`;
    const host = hostname().replaceAll(/[^\w-]/g, '-');
    const kept = ['data', 'data.txt', partial(host, process.pid), partial(`${host}-other`, gone.stdout)];
    for (const name of [...kept, partial(host, gone.stdout)]) await writeFile(join(directory, name), '');
    await removeStalePartials(directory);
    expect((await readdir(directory)).sort()).toEqual(kept.sort());
  });

  it('takes a folder that is not there for an empty one', async () => {
    await removeStalePartials(join(directory, 'none'));
    await mkdir(join(directory, 'none'));
  });
});
