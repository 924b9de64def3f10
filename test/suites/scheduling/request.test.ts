import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { POLICY_NAMES } from '../../../src/scheduling/registry.js';
import type { Grid } from '../../../src/suites/computed.js';
import { schedulingRequest } from '../../../src/suites/scheduling/request.js';
import { suite } from '../../../src/suites/scheduling/suite.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mls-sim-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('the flags of a simulation', () => {
  it('are few', async () => {
    const request = await schedulingRequest({ rate: 1000 });
    expect(request.policies.map(({ name }) => name)).toEqual(POLICY_NAMES);
    expect(request).toMatchObject({
      ...{ modelCounts: [1], gpuCounts: [8], slosMs: [25], durationMs: 10_000, warmupMs: 1000, seed: 42 },
      loads: [{ kind: 'rate', perSecond: 1000 }],
      arrivals: { kind: 'drawn', text: 'poisson' },
      leastGood: undefined,
    });
  });

  it.each([
    ['500', [500]],
    ['0.5,2', [0.5, 2]],
    ['1000:2000:250', [1000, 1250, 1500, 1750, 2000]],
    ['10:80', [10, 20, 40, 80]],
  ])('have rates such as %s', async (rate, expected) => {
    const { loads } = await schedulingRequest({ rate });
    expect(loads).toEqual(expected.map((perSecond) => ({ kind: 'rate', perSecond })));
  });

  it('have what an experiment writes as lists', async () => {
    const grid: Grid = {
      profile: ['resnet50', 'linear:1,5,16'],
      gpus: [4, 8],
      rate: ['10%', '30%'],
      'find-goodput': false,
      delays: 'control=0.1ms,response=1ms',
      jitter: 'uniform:10%',
      faults: '0@2s-3s,1@4s',
      popularity: 'zipf:0.9',
    };
    expect(await schedulingRequest(grid)).toMatchObject({
      profiles: [{ name: 'resnet50' }, { name: 'linear:1,5,16' }],
      ...{ modelCounts: [2], gpuCounts: [4, 8] },
      loads: [
        { kind: 'share', percent: 10 },
        { kind: 'share', percent: 30 },
      ],
      delays: { delays: { controlMs: 0.1, dataMsPerRequest: 0, responseMs: 1 } },
      jitter: { jitter: { kind: 'uniform', share: 0.1, seed: 42 } },
      faults: {
        faults: [
          { gpu: 0, downMs: 2000, upMs: 3000 },
          { gpu: 1, downMs: 4000, upMs: Number.POSITIVE_INFINITY },
        ],
      },
      popularity: { shares: { kind: 'zipf', exponent: 0.9 } },
    });
  });

  it('have recorded arrivals, as they were or at other rates', async () => {
    const trace = join(directory, 'trace.txt');
    writeFileSync(trace, '20\n10\n40\n');
    expect(await schedulingRequest({ trace })).toMatchObject({
      arrivals: { kind: 'recorded', text: 'trace.txt', timesMs: Float64Array.of(0, 10, 30) },
      loads: undefined,
    });
    const azure = join(directory, 'azure.csv');
    writeFileSync(
      azure,
      'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:00:00,1,1\n2023-11-16 18:00:02,1,1\n',
    );
    expect(await schedulingRequest({ arrivals: azure, rate: 5 })).toMatchObject({
      arrivals: { kind: 'recorded', timesMs: Float64Array.of(0, 2000) },
      loads: [{ kind: 'rate', perSecond: 5 }],
    });
  });

  it.each<[Grid, RegExp]>([
    [{}, /^expected --rate .*--find-goodput, or --trace FILE$/],
    [{ rate: 100, 'find-goodput': true }, /got both$/],
    [{ rate: '5x' }, /^expected --rate to be requests a second .*; got "5x"$/],
    [{ rate: 100, policy: 'symphny' }, /expected --policy to be one of .*got "symphny"/],
    [{ rate: 100, gpu: 4 }, /^expected a flag of mls sim serving; got "gpu" - did you mean gpus\?$/],
    [{ rate: 100, gpus: 0 }, /--gpus/],
    [{ rate: 100, slo: 'soon' }, /--slo/],
    [{ rate: 100, profile: 'resnet5O' }, /expected a profile/],
    [{ rate: 100, arrivals: 'poison' }, /"poison", and there is no such file$/],
    [{ rate: 100, arrivals: 'ramp:1:2' }, /"ramp:1:2", whose rate changes$/],
    [{ rate: 100, arrivals: 'poisson', trace: 'x' }, /got both$/],
    [{ rate: 100, jitter: 'gauss' }, /^expected --jitter to be none, uniform:SHARE/],
    [{ rate: 100, jitter: 'uniform:110%' }, /--jitter uniform/],
    [{ rate: 100, delays: 'network=1ms' }, /^expected --delays to be none or parts/],
    [{ rate: 100, faults: '0' }, /^expected --faults to be none or GPU@FROM-TO/],
    [{ rate: 100, faults: '8@1s' }, /^expected --faults of GPUs 0 to 7, as --gpus has them; got GPU 8$/],
    [{ rate: 100, faults: '0@3s-2s' }, /^expected --faults to end after they begin/],
    [{ rate: 100, popularity: 'zipf' }, /^expected --popularity to be uniform/],
    [{ 'find-goodput': true, good: '0' }, /--good/],
  ])('%j are refused', async (grid, message) => {
    await expect(schedulingRequest(grid)).rejects.toThrow(message);
    await expect(schedulingRequest(grid)).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('the cells of a simulation', () => {
  it('have ids of their own, also where a policy has several', async () => {
    const cells = await suite.cells({ rate: '100,200', gpus: '2,4', models: '1,2', slo: '20ms,30ms' });
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    expect(cells).toHaveLength(16 * POLICY_NAMES.length);
  });
});
