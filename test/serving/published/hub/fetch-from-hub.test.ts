import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubEndpoints } from '../../../../src/serving/published/hub/endpoints.js';
import { fetchFromHub } from '../../../../src/serving/published/hub/fetch-from-hub.js';
import { hubFault } from '../../../../src/serving/published/hub/hub-fault.js';
import { loopback } from '../../../datasets/loopback.js';
import { COMMIT, type FakeHub, fakeHub, sendFrom } from './fake-hub.js';

const GRAPH = Buffer.alloc(200_000, 'graph ');
const FILES = {
  'onnx/model.onnx': { content: GRAPH },
  'onnx/model.onnx_data': { content: Buffer.alloc(300_000, 'weights ') },
  'config.json': { content: Buffer.from('{"a":1}'), inGit: true },
  'README.md': { content: Buffer.from('read me'), inGit: true },
};
const SET = {
  repository: 'them/model',
  required: ['config.json', 'onnx/model.onnx'],
  optional: /^onnx\/model\.onnx_data$/,
};
const PATIENCE = { connectMs: 1000, stallMs: 500 };
const NOWHERE = 'http://127.0.0.1:9';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-hub-'));
});
afterEach(() => rm(directory, { recursive: true }));

const base = ({ url }: { readonly url: string }): string => url.replace(/\/$/, '');

async function fetched(hubs: readonly (FakeHub | string)[], signal = new AbortController().signal) {
  const told: [string, number, number | undefined][] = [];
  await fetchFromHub(SET, directory, {
    endpoints: hubs.map((hub) => (typeof hub === 'string' ? hub : base(hub))),
    signal,
    progress: (...progress) => told.push(progress),
    patience: PATIENCE,
  });
  return told;
}

async function expectWhole(): Promise<void> {
  for (const name of ['onnx/model.onnx', 'onnx/model.onnx_data', 'config.json'] as const) {
    expect((await readFile(join(directory, name))).equals(FILES[name].content)).toBe(true);
  }
  expect((await readdir(directory, { recursive: true })).sort()).toEqual([
    'config.json',
    'onnx',
    'onnx/model.onnx',
    'onnx/model.onnx_data',
  ]);
}

describe('fetching a model from a hub', () => {
  it('takes what is wanted, of one commit and graphs last, and says how much it is beforehand', async () => {
    const hub = await fakeHub({ 'them/model': FILES });
    const told = await fetched([hub]);
    await expectWhole();
    expect(told[0]).toEqual(['fetching them/model', 0, 500_007]);
    expect(told.at(-1)).toEqual(['fetching them/model', 500_007, 500_007]);
    const files = hub.asked.filter((path) => path.includes('/resolve/'));
    expect(files.every((path) => path.startsWith(`/them/model/resolve/${COMMIT}/`))).toBe(true);
    expect(files.at(-1)).toMatch(/model\.onnx$/);
  });

  it('fetches again only what is not here to the last byte', async () => {
    await fetched([await fakeHub({ 'them/model': FILES })]);
    const wrong = Buffer.from(GRAPH);
    wrong[7] = 0;
    await writeFile(join(directory, 'onnx/model.onnx'), wrong);
    const again = await fakeHub({ 'them/model': FILES });
    await fetched([again]);
    await expectWhole();
    expect(again.asked.filter((path) => path.includes('/resolve/'))).toHaveLength(1);
  });

  it.each([
    ['from there', (from: number) => from],
    ['from the start, where the server knows no ranges', () => 0],
  ])('goes on after a connection that breaks, %s', async (_, resumed) => {
    let broken = 0;
    const hub = await fakeHub({ 'them/model': FILES }, (response, content, from) => {
      if (content === GRAPH && broken++ < 2) {
        if (from > 0 && resumed(from) > 0) response.writeHead(206);
        const start = resumed(from);
        response.write(content.subarray(start, start + 70_000 * broken), () => response.destroy());
      } else sendFrom(response, content, resumed(from));
    });
    await fetched([hub]);
    await expectWhole();
    expect(broken).toBeGreaterThan(2);
    expect(hub.ranges.length).toBeGreaterThan(0);
  });

  it('tries the next endpoint where one is not there, refuses, or sends other bytes', async () => {
    const refusing = await fakeHub({ 'them/model': FILES }, (response) => response.writeHead(403).end());
    const lying = await fakeHub({ 'them/model': FILES }, (response, content) =>
      response.end(Buffer.alloc(content.length)),
    );
    const hub = await fakeHub({ 'them/model': FILES });
    await fetched([NOWHERE, refusing, lying, hub]);
    await expectWhole();
  });

  it.each<[string, (response: ServerResponse, content: Buffer) => void, RegExp]>([
    ['other bytes', (response, content) => response.end(Buffer.alloc(content.length)), /checksum mismatch/],
    [
      'more bytes',
      (response, content) => response.end(Buffer.concat([content, content])),
      /checksum mismatch/,
    ],
    ['nothing more', (response) => response.write('x'), /Body Timeout/],
    ['a refusal', (response) => response.writeHead(403).end(), /HTTP status 403/],
  ])('leaves nothing behind and says why, where all send %s', async (_, send, reason) => {
    await expect(fetched([await fakeHub({ 'them/model': FILES }, send)])).rejects.toThrow(reason);
    expect(await readdir(directory, { recursive: true })).not.toContain('onnx/model.onnx');
    expect((await readdir(directory, { recursive: true })).filter((name) => /partial/.test(name))).toEqual(
      [],
    );
  });

  it('says what to do where no endpoint answers, or the repository has no such file', async () => {
    await expect(fetched([NOWHERE])).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/127\.0\.0\.1:9: .*ECONNREFUSED.*HF_ENDPOINT.*--model default/),
    });
    const { 'config.json': config } = FILES;
    await expect(fetched([await fakeHub({ 'them/model': { 'config.json': config } })])).rejects.toThrow(
      /has no onnx\/model\.onnx/,
    );
  });

  it('stops when aborted', async () => {
    const stopped = new AbortController();
    const reason = new Error('stopped');
    const hub = await fakeHub({ 'them/model': FILES }, (response, content) => {
      response.write(content.subarray(0, 1));
      stopped.abort(reason);
    });
    await expect(fetched([hub], stopped.signal)).rejects.toBe(reason);
  });
});

describe('asking a hub', () => {
  it('finds no fault where one endpoint answers, and else tells that of each', async () => {
    const strange = await loopback((_, response) => response.end('{"hello":1}'));
    const hub = await fakeHub({ 'them/model': FILES });
    expect(await hubFault('them/model', [base(strange), base(hub)], PATIENCE)).toBeUndefined();
    const fault = await hubFault('them/model', [NOWHERE, base(strange)], PATIENCE);
    expect(fault).toMatch(/ECONNREFUSED.*; 127.*: its answer is no list of files/);
    await strange.close();
  });

  it('goes where HF_ENDPOINT says', () => {
    expect(hubEndpoints({ HF_ENDPOINT: 'https://mirror.example/' })).toEqual(['https://mirror.example']);
    expect(hubEndpoints({})[0]).toBe('https://huggingface.co');
  });
});
