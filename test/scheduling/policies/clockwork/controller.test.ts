import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockwork, clockworkUnbuffered } from '../../../../src/scheduling/policies/clockwork/index.js';
import type { Policy } from '../../../../src/scheduling/policy.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';
import { simulate } from '../../../../src/scheduling/simulation/simulate.js';
import { batchScenarios, openBatchScenario } from '../../../conformance/policies/batch-scenarios.js';
import { arrivals, FIVE_MS, played } from '../scene.js';

const PAGE = 16 * 2 ** 20;
const run = (lines: readonly string[]) => lines.filter((line) => / (ran|loaded|dropped) /.test(line));
const burst = (count: number, slo: number, model = 0) =>
  Array.from({ length: count }, () => ({ at: 0, slo, model }));

describe('Clockwork', () => {
  it('runs batches of its sizes only, each full', async () => {
    expect(run(await played(clockwork(), arrivals(...burst(8, 100))))).toEqual([
      '0-5 ran 0 on 0',
      '5-10 ran 1 on 0',
      '10-18 ran 2+3+4+5 on 0',
      '18-24 ran 6+7 on 0',
    ]);
  });

  it('sends a GPU no more than 10 ms of work in advance', async () => {
    const sent: number[] = [];
    const policy: Policy = {
      ...clockwork(),
      start(setup) {
        const scheduler = clockwork().start(setup);
        return {
          on(event, decide) {
            scheduler.on(event, {
              ...decide,
              run(...work) {
                sent.push(event.nowMs);
                decide.run(...work);
              },
            });
          },
        };
      },
    };
    await played(policy, arrivals(...burst(4, 100)));
    // Two of 5 ms when they come; the next two when there is less than 10 ms left.
    expect(sent.map((ms) => Math.round(ms * 1000) / 1000)).toEqual([0, 0, 0]);
  });

  it('keeps 5 ms of the latency target, and drops what would need them', async () => {
    expect(run(await played(clockwork(), arrivals({ at: 0, slo: 25 })))).toEqual(['0-5 ran 0 on 0']);
    const behindAnother = arrivals(...burst(3, 100), { at: 1, slo: 19 });
    expect(run(await played(clockwork(), behindAnother))).toEqual([
      '0-5 ran 0 on 0',
      '5 dropped 3',
      '5-10 ran 1 on 0',
      '10-15 ran 2 on 0',
    ]);
    expect(run(await played(clockwork({ sloBufferMs: 0 }), behindAnother))).toContain('15-20 ran 3 on 0');
  });

  it('runs first the model whose last moment comes first', async () => {
    const two = { models: [FIVE_MS, { ...FIVE_MS, name: 'other' }] };
    const requests = arrivals(...burst(3, 200), { at: 1, slo: 150, model: 0 }, { at: 1, slo: 100, model: 1 });
    expect(run(await played(clockwork(), requests, two)).at(-1)).toContain('3');
  });

  it('runs no batch of more than one for longer than 25 ms', async () => {
    const slow = { name: 'slow', sloMs: 1000, latency: linearProfile(5, 14, 16) };
    const ran = run(await played(clockwork(), arrivals(...burst(10, 1000)), { models: [slow] }));
    expect(Math.max(...ran.map((line) => line.split('+').length))).toBe(2);
    const all = run(await played(clockworkUnbuffered, arrivals(...burst(10, 1000)), { models: [slow] }));
    expect(Math.max(...all.map((line) => line.split('+').length))).toBe(8);
  });

  it('has GPUs take turns', async () => {
    const ran = run(await played(clockwork(), arrivals({ at: 0 }, { at: 0 }, { at: 0 }), { gpus: 3 }));
    expect(ran).toEqual(['0-5 ran 0 on 0', '0-5 ran 1 on 1', '0-5 ran 2 on 2']);
  });
});

describe("Clockwork's weights", () => {
  const weights = { bytes: 2 * PAGE - 1, transferMs: 3 };
  const models = ['a', 'b', 'c'].map((name) => ({ ...FIVE_MS, name, weights }));

  it('are loaded for who waits, instead of those used longest ago', async () => {
    const requests = arrivals(
      { at: 0, slo: 100, model: 0 },
      { at: 20, slo: 100, model: 1 },
      { at: 40, slo: 100, model: 0 },
      { at: 60, slo: 100, model: 2 },
      { at: 80, slo: 100, model: 0 },
      { at: 100, slo: 100, model: 1 },
    );
    expect(run(await played(clockwork(), requests, { models, gpuMemoryBytes: 4 * PAGE }))).toEqual([
      '0-3 loaded 0 on 0',
      '3-8 ran 0 on 0',
      '20-23 loaded 1 on 0',
      '23-28 ran 1 on 0',
      '40-45 ran 2 on 0',
      '60-63 loaded 2 on 0',
      '63-68 ran 3 on 0',
      '80-85 ran 4 on 0',
      '100-103 loaded 1 on 0',
      '103-108 ran 5 on 0',
    ]);
  });

  it('take whole pages', async () => {
    const requests = arrivals({ at: 0, slo: 50, model: 0 });
    expect(run(await played(clockwork(), requests, { models, gpuMemoryBytes: 2 * PAGE - 1 }))).toEqual([
      '40 dropped 0',
    ]);
  });

  it('are loaded again after their GPU has failed', async () => {
    const requests = arrivals({ at: 0, slo: 100, model: 0 }, { at: 30, slo: 100, model: 0 });
    const faults = [{ gpu: 0, downMs: 10, upMs: 20 }];
    expect(run(await played(clockwork(), requests, { models, faults }))).toEqual([
      '0-3 loaded 0 on 0',
      '3-8 ran 0 on 0',
      '30-33 loaded 0 on 0',
      '33-38 ran 1 on 0',
    ]);
  });

  it('come and go under random loads and faults without a decision that cannot be done', async () => {
    let loads = 0;
    await fc.assert(
      fc.asyncProperty(batchScenarios(true), async (scenario) => {
        // A page for every ten bytes, so that pages are what is short.
        const inPages = scenario.models.map(({ weights: small, ...model }) => ({
          ...model,
          weights: small && { ...small, bytes: (small.bytes * PAGE) / 10 },
        }));
        const spareBytes = (scenario.spareBytes * PAGE) / 10 + PAGE;
        const simulation = openBatchScenario(clockwork(), { ...scenario, models: inPages, spareBytes });
        const end = await simulate({ ...simulation, observers: [{ loaded: () => loads++ }] });
        expect(end.unfinished).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(loads).toBeGreaterThan(200);
  });
});
