import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataError, UsageError } from '../../../src/errors.js';
import { CATALOGUE } from '../../../src/scheduling/profiles/catalogue.js';
import { parseProfile } from '../../../src/scheduling/profiles/parse-profile.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'profiles-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('the name of a profile', () => {
  it('is one of the catalogue', async () => {
    const { latency } = await parseProfile('resnet50');
    expect([latency.ms(7), latency.ms(16)]).toEqual([1.053 * 7 + 5.072, 1.053 * 16 + 5.072]);
    expect(await parseProfile('clockwork-zoo/resnet50_v2')).toMatchObject({
      weights: { bytes: 102_200_000, transferMs: 8.32 },
      latency: { maxBatch: 16 },
    });
  });

  it('is a line, up to 64 requests or as many as it says', async () => {
    const { name, latency } = await parseProfile('linear:2,3');
    expect([name, latency.ms(10), latency.maxBatch]).toEqual(['linear:2,3', 23, 64]);
    expect((await parseProfile('linear:0,3,8')).latency.maxBatch).toBe(8);
  });

  it.each([
    'linear:',
    'linear:1',
    'linear:1,x',
    'linear:0,0',
    'linear:-1,5',
    'linear:1,2,0',
    'linear:1,2,3,4',
  ])('is no line: %s', async (text) => {
    await expect(parseProfile(text)).rejects.toThrow(/expected a profile linear:ALPHA,BETA\[,MAX\]/);
  });

  it("is the emulator's, in microseconds", async () => {
    const { name, latency } = await parseProfile('sleep#1082,5204,0,0');
    expect(name).toBe('sleep#1082,5204');
    expect(latency.ms(2)).toBeCloseTo(7.368, 12);
  });

  it('is a file with one profile, called as the file is', async () => {
    const path = await file('mine.csv', 'batch,latency_ms\n1,4\n4,10\n');
    const { name, latency } = await parseProfile(path);
    expect([name, latency.ms(2), latency.maxBatch]).toEqual(['mine', 6, 4]);
  });

  it('is a model of a file, also where the path has a colon', async () => {
    const zoo = 'model,weights_MB,transfer_ms,b1_ms,b2_ms\nsmall,1,0.5,1,2\nlarge,10,5,3,4\n';
    const path = await file('a:zoo.csv', zoo);
    expect(await parseProfile(`${path}:large`)).toMatchObject({
      name: 'large',
      weights: { bytes: 1e7, transferMs: 5 },
    });
    await expect(parseProfile(path)).rejects.toThrow(
      /MODEL with one of small, large; got .* without a model/,
    );
    await expect(parseProfile(`${path}:huge`)).rejects.toThrow(/one of small, large; got "huge"/);
  });

  it('is nothing else', async () => {
    const names = CATALOGUE.map(({ name }) => name).join(', ');
    await expect(parseProfile('resnet')).rejects.toThrow(`expected a profile: ${names}, linear:`);
    await expect(parseProfile('resnet')).rejects.toBeInstanceOf(UsageError);
    await expect(parseProfile(await file('other.csv', 'a,b\n1,2\n'))).rejects.toBeInstanceOf(DataError);
  });
});

describe('the catalogue', () => {
  it('names each profile once, with its source and a latency that grows', () => {
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
    for (const { source, latency } of CATALOGUE) {
      expect(source).not.toBe('');
      for (let batch = 1; batch < latency.maxBatch; batch++) {
        expect(latency.ms(batch + 1)).toBeGreaterThan(latency.ms(batch));
      }
    }
  });
});
