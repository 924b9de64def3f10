import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/errors.js';
import { PAIRS, readProfiles } from '../../../src/scheduling/predictor/read-profiles.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-profiles-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('a folder of profiles', () => {
  it('can have any of 21 pairs', () => {
    expect(PAIRS).toHaveLength(21);
    expect(PAIRS.slice(0, 2).concat(PAIRS.slice(-1))).toEqual([
      'resnet50_resnet101',
      'resnet50_resnet152',
      'vgg19_bert',
    ]);
  });

  it('is read pair by pair; other files are left alone', async () => {
    const heading = 'model,start,end,bs,seq_len,model,start,end,bs,seq_len,median,mean,var';
    await writeFile(join(directory, 'vgg19_bert.csv'), `${heading}\nvgg19,0,22,16,0,bert,0,8,4,8,1000,1,1\n`);
    await writeFile(join(directory, 'notes.csv'), 'x\n');
    const profiles = await readProfiles(directory);
    expect([...profiles.keys()]).toEqual(['vgg19_bert']);
    expect(profiles.get('vgg19_bert')?.[0]?.medianMs).toBe(1);
  });

  it('that is not there, or has none, is said in one line that names the source and the flag', async () => {
    for (const folder of [directory, join(directory, 'missing')]) {
      const refusal = await readProfiles(folder).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ exitCode: EXIT.unavailable });
      expect(String(refusal)).toMatch(/resnet50_bert\.csv.*Raphael-Hao\/Abacus.*--profiles/);
      expect(String(refusal)).not.toContain('\n');
    }
  });
});
