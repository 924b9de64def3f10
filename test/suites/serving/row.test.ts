import { describe, expect, it } from 'vitest';
import { type LoadRow, loadRow } from '../../../src/load/row.js';
import { servingRow, servingRowOf, unmeasuredRow } from '../../../src/suites/serving/row.js';

const QUESTION = {
  subject: { tier: 'balanced', policy: 'round-robin' },
  rate: 20,
  slo: 'p99=1500ms',
  arrivals: 'poisson',
  corpus: 'animals',
} as const;

const LOAD: LoadRow = loadRow.parse({
  ...Object.fromEntries(Object.keys(loadRow.shape).map((name) => [name, null])),
  ...{ suite: 'load', url: 'http://127.0.0.1/', arrivals: 'poisson', rate: 20, check: 'none' },
  ...{ status: 'ok', sloHolds: 'yes', offeredRps: 19.5, throughputRps: 19.4, p99Ms: 320, slipP99Ms: 0.4 },
  ...{ sent: 195, successful: 190, failed: 1, refused: 4, timedOut: 0, unfinished: 0, connections: 12 },
});

const MEASURED = {
  load: LOAD,
  server: {
    queueMs: 12,
    embedMs: 3,
    retrieveMs: 1,
    generateMs: 80,
    meanBatch: 2.5,
    instances: 2.4,
    instancesMax: 3,
    retries: 0,
    crashes: 0,
  },
  answers: { model: 'emulated', check: 'pass', reason: null },
  planRps: 19.5,
  tries: 1,
} as const;

describe('a row of serving', () => {
  it('sets what the client felt beside what the server did', () => {
    const row = servingRow.parse(servingRowOf(QUESTION, MEASURED));
    expect(row).toMatchObject({
      suite: 'serving',
      tier: 'balanced',
      policy: 'round-robin',
      model: 'emulated',
      rate: 20,
      planRps: 19.5,
      offeredRps: 19.5,
      p99Ms: 320,
      queueMs: 12,
      generateMs: 80,
      instances: 2.4,
      instancesMax: 3,
      meanBatch: 2.5,
      status: 'ok',
      check: 'pass',
      sloHolds: 'yes',
    });
  });

  it('sets a simulation of the same load beside it, with what it says more', () => {
    const simulated = { goodputRps: 20, p99Ms: 304, delayMs: 1.5 };
    const load = { ...LOAD, goodputRps: 19 };
    expect(servingRowOf(QUESTION, { ...MEASURED, load, simulated })).toMatchObject({
      simulatedGoodputRps: 20,
      simulatedP99Ms: 304,
      goodputErrorPercent: (100 * 1) / 19,
      p99ErrorPercent: -5,
      simulatedDelayMs: 1.5,
    });
    expect(servingRowOf(QUESTION, MEASURED)).toMatchObject({ simulatedP99Ms: null, p99ErrorPercent: null });
    const nothing = { ...MEASURED, simulated: { ...simulated, p99Ms: null } };
    expect(servingRowOf(QUESTION, nothing)).toMatchObject({
      goodputErrorPercent: null,
      p99ErrorPercent: null,
    });
  });

  it('is read where it is of before there were simulations', () => {
    const {
      simulatedGoodputRps,
      simulatedP99Ms,
      goodputErrorPercent,
      p99ErrorPercent,
      simulatedDelayMs,
      ...old
    } = servingRowOf(QUESTION, MEASURED);
    expect(servingRow.parse(old)).toMatchObject({
      tries: 1,
      simulatedGoodputRps: null,
      simulatedDelayMs: null,
    });
  });

  it('is wrong where the tier answered from the wrong passage, however fast', () => {
    const answers = { model: 'default', check: 'fail', reason: 'got Cats' } as const;
    expect(servingRowOf(QUESTION, { ...MEASURED, answers })).toMatchObject({
      status: 'wrong',
      reason: 'got Cats',
      check: 'fail',
    });
  });

  it('has all its columns where nothing was measured too', () => {
    const row = servingRow.parse(unmeasuredRow(QUESTION, 'emulated', 'skipped', 'past saturation at 15/s'));
    expect(Object.keys(row)).toEqual(Object.keys(servingRowOf(QUESTION, MEASURED)));
    expect(row).toMatchObject({ status: 'skipped', throughputRps: null, sent: 0 });
  });
});
