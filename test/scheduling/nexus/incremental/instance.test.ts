import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { instanceFor, wholeGpuBatch } from '../../../../src/scheduling/nexus/incremental/instance.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';
import { tableProfile } from '../../../../src/scheduling/profiles/table-profile.js';

const PROFILES = '../shared/reference/nexus';
const without = existsSync(PROFILES) ? '' : ` (skipped: needs the published profiles in ${PROFILES})`;

/** Latency with its standard deviation, as the released code reads them; us to ms. */
function published(file: string) {
  const text = readFileSync(`${PROFILES}/${file}`, 'utf8');
  const pair = (line: string) => line.split(',').map(Number);
  const points = text
    .split('\n')
    .filter((line) => /^\d+,.*,.*,/.test(line))
    .map((line) => {
      const [batch = 0, us = 0, std = 0] = pair(line);
      return { batch, ms: (us + std) / 1000 };
    });
  const means = [...text.matchAll(/mean\(us\),std\(us\)\n(.*)/g)].map(([, line]) => pair(line ?? ''));
  const prepareMs = means.flat().reduce((sum, us) => sum + us, 0) / 1000;
  return { latency: tableProfile(points), overheads: { networkMs: 0, prepareMs } };
}

describe('the batch of an instance', () => {
  it.skipIf(without !== '').each([
    ['titanx_caffe_vgg16_1.txt', 200, 28, 290.6],
    ['titanx_caffe_vgg_s_1.txt', 100, 54, 1168.3],
  ])(`of %s within %s ms is the released code's${without}`, (file, sloMs, batch, perSecond) => {
    const { latency, overheads } = published(file);
    const session = { name: file, sloMs, perSecond: 0, latency };
    expect(wholeGpuBatch(session, overheads)).toBe(batch);
    expect(instanceFor(session, 0, 0, overheads)?.perSecond).toBeCloseTo(perSecond, 1);
  });

  it('leaves time for the network and for what is done on the CPU', () => {
    const session = { name: 'a', sloMs: 50, perSecond: 0, latency: linearProfile(1, 5, 64) };
    expect(wholeGpuBatch(session, { networkMs: 0, prepareMs: 0 })).toBe(20);
    expect(wholeGpuBatch(session, { networkMs: 2, prepareMs: 4 })).toBe(17);
  });

  it('collects the largest batch that a load fills in time, its last request at the end', () => {
    const session = { name: 'a', sloMs: 50, perSecond: 0, latency: linearProfile(1, 5, 64) };
    // (b - 1) / 0.4 + b + 5 <= 50
    expect(instanceFor(session, 0, 400, { networkMs: 0, prepareMs: 0 })).toMatchObject({
      batch: 13,
      maxBatch: 20,
      maxDutyMs: 32,
      workloadPerSecond: 400,
    });
  });

  it('is none where not even one request fits', () => {
    const slow = { name: 'slow', sloMs: 5, perSecond: 0, latency: linearProfile(1, 5, 64) };
    expect(instanceFor(slow, 0, 1, { networkMs: 0, prepareMs: 0 })).toBeUndefined();
  });
});
