import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suite } from '../../../src/suites/nexus-plan/suite.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-nexus-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function file(text: string): Promise<string> {
  const path = join(directory, 'sessions.yaml');
  await writeFile(path, text);
  return path;
}

const TOOLS = { signal: new AbortController().signal, progress: async () => {} };

async function rowsOf(sessions: string, form = 'paper') {
  const cells = await suite.cells({ sessions, form });
  return Promise.all(cells.map(async (cell) => ({ ...cell.parameters, ...(await cell.compute(TOOLS)) })));
}

async function refusal(text: string): Promise<string> {
  const path = await file(text);
  const error: unknown = await suite.cells({ sessions: path }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error(`expected a refusal of ${text}`);
  return error.message.replaceAll(path, 'FILE');
}

describe('mls plan nexus', () => {
  it('plans the worked example of the paper, the same in both forms', async () => {
    for (const form of ['paper', 'released']) {
      expect(await rowsOf('table-2', form)).toMatchObject([
        {
          gpu: '1',
          batches: 'A 8 + B 4',
          dutyCycleMs: 125,
          occupancyPercent: 100,
          spareMs: 0,
          gpusNeeded: 2,
        },
        { gpu: '2', batches: 'C 4', dutyCycleMs: 125, occupancyPercent: 48, spareMs: 65, gpusNeeded: 2 },
      ]);
    }
  });

  it('tells GPUs that do the same as one row', async () => {
    const path = await file('sessions: [{ name: a, slo: 80ms, rate: 1500, profile: "linear:1,20,64" }]');
    expect(await rowsOf(path)).toMatchObject([
      { gpu: '1-3', count: 3, batches: 'a 20', gpusNeeded: 3, lowerBoundGpus: 3 },
    ]);
  });

  it('splits the target of a query over its stages and plans these', async () => {
    const path = await file(`
queries:
  - name: traffic
    slo: 100ms
    rate: 100
    segments: 10
    stages:
      - { name: detect, profile: 'linear:1,5,64' }
      - { name: plate, after: detect, fanout: 2, profile: 'linear:1,5,64' }
      - { name: make, after: detect, fanout: 0.5, profile: 'linear:1,5,64' }
`);
    const [first, ...others] = await rowsOf(path);
    // Milliseconds of a GPU for a request: 20/15 + 2.5 * 30/25 in all, where 50 and 50 ms would take 3.5 * 25/20.
    expect(first?.latencySplit).toBe('traffic/detect 40 ms, traffic/plate 60 ms, traffic/make 60 ms');
    const rates = [first, ...others].reduce((sum, row) => sum + Number(row?.rateRps), 0);
    expect(rates).toBeCloseTo(350, 6);
  });

  it('plans models with a shared prefix as one', async () => {
    const models = (prefix: string) => `sessions: [{ name: icons, slo: 100ms, rate: 200, ${prefix} }]`;
    const shared = await rowsOf(
      await file(models("prefix: { models: 4, shared: 'linear:1,9,32', own: 'linear:0.1,0.4,32' }")),
    );
    // 14 are collected in 70 ms and take 9 + 14 ms once, and four times 0.4 ms and 0.1 ms for each; 15 come too late.
    expect(shared).toMatchObject([{ batches: 'icons 14' }]);
  });

  it('holds memory, where it is given', async () => {
    const two = (memory: string) => `
gpu-memory: 10GB
sessions:
  - { name: a, slo: 100ms, rate: 20, profile: 'linear:1,4,32', memory: ${memory} }
  - { name: b, slo: 100ms, rate: 20, profile: 'linear:1,4,32', memory: ${memory} }
`;
    expect(await rowsOf(await file(two('5GB')))).toHaveLength(1);
    expect(await rowsOf(await file(two('6GB')))).toHaveLength(2);
    const prefix = (own: string) => `
gpu-memory: 10GB
sessions:
  - { name: a, slo: 100ms, rate: 20, profile: 'linear:1,4,32', memory: 5GB }
  - name: b
    slo: 100ms
    rate: 20
    prefix: { models: 10, shared: 'linear:1,2,32', own: 'linear:0.1,0.2,32', shared-memory: 4GB, own-memory: ${own} }
`;
    expect(await rowsOf(await file(prefix('100MB')))).toHaveLength(1);
    expect(await rowsOf(await file(prefix('101MB')))).toHaveLength(2);
  });

  it('reads profiles from beside the file', async () => {
    await writeFile(join(directory, 'model.csv'), 'batch,latency_ms\n1,10\n2,12\n4,20\n');
    const path = await file('sessions: [{ name: a, slo: 100ms, rate: 200, profile: model.csv }]');
    expect(await rowsOf(path)).toMatchObject([{ batches: 'a 4', dutyCycleMs: 20 }]);
  });

  it.each([
    ['sessions: [{ name: a', /^expected FILE to be YAML; line 1: /],
    [
      'sessions: []',
      /^expected FILE to be a file of sessions and queries; as a whole: expected at least one/,
    ],
    ['sessions: [{ name: a, slo: 1s, profile: resnet50 }]', /; sessions\.0\.rate: /],
    ['sessions: [{ name: a, slo: 1s, rate: 1 }]', /; sessions\.0: expected profile or prefix/],
    [
      'sessions: [{ name: a, slo: soon, rate: 1, profile: resnet50 }]',
      /^expected FILE: sessions\.0\.slo to be/,
    ],
    [
      'sessions: [{ name: a, slo: 1s, rate: 1, profile: resnet51 }]',
      /^FILE: sessions\.0\.profile: expected a profile/,
    ],
    [
      'sessions: [{ name: a, slo: 9ms, rate: 1, profile: resnet50 }]',
      /^expected session a to have time for two batches/,
    ],
    [
      'sessions: [{ name: a, slo: 1s, rate: 1, profile: resnet50 }, { name: a, slo: 1s, rate: 1, profile: resnet50 }]',
      /^expected FILE to name each session and query once; got "a" twice/,
    ],
    [
      'queries: [{ name: q, slo: 1s, rate: 1, stages: [{ name: s, profile: resnet50 }, { name: t, after: u, profile: resnet50 }] }]',
      /^FILE: queries\.0\.stages\.1: expected stage t to be after one of s; got "u"/,
    ],
    [
      'queries: [{ name: q, slo: 1s, rate: 1, stages: [{ name: s, after: s, profile: resnet50 }] }]',
      /^FILE: queries\.0\.stages: expected the first stage to be after none/,
    ],
  ])('says in one line where %s is wrong', async (text, message) => {
    const told = await refusal(text);
    expect(told).toMatch(message);
    expect(told).not.toContain('\n');
  });

  it('refuses what is no file and what is no form', async () => {
    await expect(suite.cells({ sessions: 'nowhere.yaml' })).rejects.toThrow(
      /got "nowhere.yaml", and there is no such file/,
    );
    await expect(suite.cells({ sessions: 'table-2', form: 'papr' })).rejects.toThrow(/did you mean paper/);
  });
});
