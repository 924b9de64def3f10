import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPoints, type PacingFlags, parseRates } from '../../../src/cli/load/points.js';

const FLAGS: PacingFlags = { arrivals: 'constant', warmup: '0', seed: '1', 'find-capacity': false };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mls-load-points-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

async function timesOf(flags: Partial<PacingFlags>): Promise<number[]> {
  const { points } = await loadPoints({ ...FLAGS, ...flags });
  const pacing = points[0]?.pacing;
  return pacing?.kind === 'open' ? [...pacing.plan.timesMs] : [];
}

function trace(): string {
  const file = join(directory, 'trace.csv');
  const at = (second: string) => `2023-11-16 18:17:${second},10,5\n`;
  writeFileSync(file, `TIMESTAMP,ContextTokens,GeneratedTokens\n${at('00')}${at('01.5')}${at('04')}`);
  return file;
}

describe('the loads that flags ask for', () => {
  it.each([
    ['200', [200]],
    ['0.5,1,1', [0.5, 1]],
    ['5:20:5', [5, 10, 15, 20]],
    ['10:50', [10, 20, 40, 50]],
  ])('reads --rps %s', (text, rates) => expect(parseRates(text)).toEqual(rates));

  it.each(['', '0', '-1', 'many', '1,,2', '20:10:5'])('refuses --rps %j', (text) => {
    expect(() => parseRates(text)).toThrow('expected --rps to be');
  });

  it('sends so many requests, or for so long', async () => {
    expect(await timesOf({ rps: '10', requests: '3' })).toEqual([0, 100, 200]);
    expect(await timesOf({ rps: '10', duration: '200ms' })).toEqual([0, 100]);
    expect(await timesOf({ rps: '10', duration: '200ms', requests: '50' })).toEqual([0, 100]);
    expect(await timesOf({ rps: '200', requests: '5000', arrivals: 'poisson' })).toHaveLength(5000);
  });

  it('replays a trace as it was, cut, or stretched to a mean rate', async () => {
    const arrivals = `trace:${trace()}`;
    expect(await timesOf({ arrivals })).toEqual([0, 1500, 4000]);
    expect(await timesOf({ arrivals, duration: '2s' })).toEqual([0, 1500]);
    expect(await timesOf({ arrivals, rps: '5' })).toEqual([0, 150, 400]);
  });

  it('makes a closed loop of clients', async () => {
    const { points } = await loadPoints({ ...FLAGS, closed: '1:4', duration: '1s' });
    expect(points.map(({ id, concurrency }) => [id, concurrency])).toEqual([
      ['closed-1', 1],
      ['closed-2', 2],
      ['closed-4', 4],
    ]);
  });

  it.each<[Partial<PacingFlags>, string]>([
    [{ arrivals: 'ramp:1:5', rps: '5' }, 'has its own rates'],
    [{ arrivals: 'steps:1x1s', duration: '5s' }, 'have their own durations'],
    [{ arrivals: 'ramp:1:5', 'find-capacity': true }, 'needs arrivals at one rate'],
    [{ arrivals: 'trace:/nowhere.csv' }, 'expected --arrivals trace:FILE to be readable'],
    [{ closed: '2', requests: '5' }, 'expected --closed with --duration only'],
  ])('refuses %j', async (flags, message) => {
    await expect(loadPoints({ ...FLAGS, ...flags })).rejects.toThrow(message);
  });
});
