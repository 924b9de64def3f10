import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/errors.js';
import type { Grid } from '../../../src/suites/computed.js';
import { suite } from '../../../src/suites/llm/suite.js';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-llm-'));
});
afterAll(() => rm(directory, { recursive: true }));

const tools = { signal: new AbortController().signal, progress: async () => {} };

async function rowsOf(grid: Grid) {
  const rows = [];
  for (const cell of await suite.cells(grid)) {
    rows.push({ ...cell.parameters, ...(await cell.compute(tools)) });
  }
  return rows;
}

describe('the suite llm', () => {
  it('has a row of every declared column for every policy, the same again', async () => {
    const grid = { rate: '6', duration: '20s' };
    const rows = await rowsOf(grid);
    expect(await rowsOf(grid)).toEqual(rows);
    const filledByTheRunner = ['suite', 'check'];
    const names = suite.columns.map(({ name }) => name).filter((name) => !filledByTheRunner.includes(name));
    for (const row of rows) {
      expect(Object.keys(row).sort()).toEqual([...names].sort());
      expect(row).toMatchObject({ status: 'ok', dropped: 0, unfinished: 0, ttftMeanErrorPercent: null });
    }
  });

  it('gives every policy the same requests, and each cell an id of its own', async () => {
    const cells = await suite.cells({ rate: '2,4', gpus: '1,2', 'token-budget': '256,512', duration: '5s' });
    expect(cells).toHaveLength(6 * 2 * 2 * 2);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    const rows = await rowsOf({ rate: '4', duration: '10s' });
    expect(new Set(rows.map(({ requests }) => requests)).size).toBe(1);
  });

  it('shows what each way of batching is for', async () => {
    const rows = await rowsOf({ rate: '10', duration: '60s', 'output-tokens': '200:0.8' });
    const of = (policy: string, column: string) =>
      Number(rows.find((row) => row.policy === policy)?.[column as keyof (typeof rows)[number]]);
    // Requests that end make room at once (Orca), and chunks keep prompts from stalling tokens (Sarathi-Serve).
    expect(of('orca', 'tokensPerSecond')).toBeGreaterThan(of('static', 'tokensPerSecond'));
    expect(of('orca', 'ttftP99Ms')).toBeLessThan(of('static', 'ttftP99Ms') / 10);
    expect(of('sarathi', 'tpotP99Ms')).toBeLessThan(of('prompts-first', 'tpotP99Ms'));
    expect(of('prompts-first', 'ttftMeanMs')).toBeLessThan(of('sarathi', 'ttftMeanMs'));
  });

  it('says how far it is from a log, and fits the host to the first half of it', async () => {
    const [model] = await rowsOf({ policy: 'vllm', rate: '1', duration: '5s', arrivals: 'constant' });
    expect(model?.status).toBe('ok');
    const file = join(directory, 'log.jsonl');
    // One request at a time: a pass for the prompt and one for each further token, 20 ms each.
    const lines = Array.from({ length: 4 }, (_, i) => ({
      ...{ input_toks: 16, output_toks: 11, arrival_time: 1000 + i, queued_ts: 50 + i },
      ...{ first_token_ts: 50 + i + 0.02, last_token_ts: 50 + i + 0.22 },
    }));
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const [row] = await rowsOf({
      policy: 'vllm',
      requests: file,
      'host-overhead-ms': 'fit',
      part: 'second-half',
    });
    // Reading 16 GB of weights at 85 % of 2039 GB/s takes 9.3 ms.
    expect(Number(row?.hostOverheadMs)).toBeCloseTo(20 - 9.27, 1);
    for (const column of ['ttftMeanErrorPercent', 'tpotP99ErrorPercent', 'latencyP50ErrorPercent'] as const) {
      expect(Math.abs(Number(row?.[column]))).toBeLessThan(0.1);
    }
  });

  it('is unavailable without its files, and says where to put them', async () => {
    const grid = { policy: 'vllm', profile: 'no-such-profile', 'kv-blocks': 100 };
    await expect(rowsOf(grid)).rejects.toMatchObject({
      exitCode: EXIT.unavailable,
      message: expect.stringMatching(
        /expected --profile to be there; got "no-such-profile", .*put it into one/,
      ),
    });
    await expect(rowsOf({ policy: 'vllm', requests: 'none.jsonl' })).rejects.toMatchObject({
      exitCode: EXIT.unavailable,
    });
  });

  it('says what is missing of a log that cannot be fitted to', async () => {
    await expect(rowsOf({ policy: 'vllm', 'host-overhead-ms': 'fit', duration: '5s' })).rejects.toThrow(
      /give --host-overhead-ms as a number/,
    );
  });
});
