import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loopback } from '../loopback.js';
import { BASE, QUERIES, smallEntry } from '../small-entry.js';

const built = (path: string) =>
  JSON.stringify(new URL(`../../../dist/datasets/${path}`, import.meta.url).href);

const PULL = `
  const { pullEntry } = await import(${built('catalogue/pull-entry.js')});
  const { https } = await import(${built('sources/https.js')});
  const [entry, folder, directory] = process.argv.slice(1);
  await pullEntry({ ...JSON.parse(entry), sources: [https({ folder })] }, directory, { progress() {} });
`;

describe('two processes that pull at once', () => {
  it('both succeed and leave one whole copy', async () => {
    const cache = await mkdtemp(join(tmpdir(), 'mls-concurrent-'));
    onTestFinished(() => rm(cache, { recursive: true, force: true }));
    const files: Record<string, Buffer> = {
      '/base-idx.gz': gzipSync(BASE),
      '/queries-idx.gz': gzipSync(QUERIES),
    };
    // Nobody gets an answer before both have asked, so that they really overlap.
    const waiting: (() => void)[] = [];
    const server = await loopback((path, response) => {
      waiting.push(() => response.end(files[path]));
      if (waiting.length === 2) for (const answer of waiting.splice(0)) answer();
    });
    onTestFinished(server.close);
    const argv = [JSON.stringify(smallEntry([])), server.url, cache];
    const pull = () => execa(process.execPath, ['--input-type=module', '-e', PULL, ...argv]);
    await Promise.all([pull(), pull()]);
    expect(server.asked).toHaveLength(4);
    expect((await readdir(cache)).sort()).toEqual(['base-idx', 'queries-idx']);
    expect((await readFile(join(cache, 'base-idx'))).equals(BASE)).toBe(true);
    expect((await readFile(join(cache, 'queries-idx'))).equals(QUERIES)).toBe(true);
  });
});
