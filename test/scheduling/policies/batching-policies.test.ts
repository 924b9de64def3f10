import { describe, expect, it } from 'vitest';
import { steadyArrivals } from '../../../src/load/arrivals/arrivals.js';
import { dynamicEarly, dynamicLazy } from '../../../src/scheduling/policies/dynamic.js';
import { eager } from '../../../src/scheduling/policies/eager.js';
import { staggered } from '../../../src/scheduling/policies/staggered.js';
import { staticBatching } from '../../../src/scheduling/policies/static.js';
import { type Model, NO_DELAYS, type Policy } from '../../../src/scheduling/policy.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import { Accounting } from '../../../src/scheduling/simulation/accounting/accounting.js';
import { batchExecutor } from '../../../src/scheduling/simulation/batch-executor.js';
import { simulate } from '../../../src/scheduling/simulation/simulate.js';
import { requestSource } from '../../../src/scheduling/simulation/source/request-source.js';
import { arrivals, FIVE_MS, played } from './scene.js';

/** Takes 4 ms and 1 ms more for each request; two batches of 8 are 24 of 25 ms. */
const together = arrivals({ at: 0 }, { at: 1 }, { at: 1 }, { at: 1 });

describe('batching', () => {
  it('dynamic: an idle GPU takes what there is', async () => {
    expect(await played(dynamicEarly, together)).toContain('5-12 ran 1+2+3 on 0');
    expect(await played(dynamicLazy, together)).toContain('5-12 ran 1+2+3 on 0');
  });

  it('dynamic: drops lazily behind a request that is nearly late, or that request early', async () => {
    const late = arrivals({ at: 0 }, { at: 1, slo: 9 }, ...Array.from({ length: 7 }, () => ({ at: 1 })));
    const lazy = await played(dynamicLazy, late);
    expect(lazy).toContain('5-10 ran 1 on 0');
    const early = await played(dynamicEarly, late);
    expect(early).toContain('5 dropped 1');
    expect(early).toContain('5-16 ran 2+3+4+5+6+7+8 on 0');
  });

  it('eager: of two models the batch that must begin first', async () => {
    const models = [FIVE_MS, { ...FIVE_MS, name: 'other' }];
    const waiting = arrivals(
      { at: 0 },
      { at: 1, slo: 20 },
      { at: 2, slo: 20, model: 1 },
      ...Array.from({ length: 5 }, () => ({ at: 2, slo: 30, model: 1 })),
    );
    const seen = await played(eager, waiting, { models });
    expect(seen).toContain('5-15 ran 2+3+4+5+6+7 on 0');
  });

  it('static: waits for a full batch, or until its first can wait no longer', async () => {
    const full = arrivals(...Array.from({ length: 8 }, (_, at) => ({ at })));
    expect(await played(staticBatching, full)).toContain('7-19 ran 0+1+2+3+4+5+6+7 on 0');
    expect(await played(staticBatching, arrivals({ at: 0 }, { at: 2 }))).toContain('19-25 ran 0+1 on 0');
  });

  it('staggered: GPUs begin one after another, a share of a batch apart', async () => {
    const models: Model[] = [{ ...FIVE_MS, sloMs: 18 }];
    const seen = await played(staggered, arrivals(...Array.from({ length: 9 }, () => ({ at: 0, slo: 18 }))), {
      models,
      gpus: 2,
    });
    // (1 + 1/2) 12 ms are the 18: a full batch is 8, and a turn comes every 6 ms.
    expect(seen).toEqual(expect.arrayContaining(['0-5 ran 0 on 0', '6-18 ran 1+2+3+4+5+6+7+8 on 0']));
  });
});

async function goodShare(policy: Policy, perSecond: number): Promise<number> {
  const models = [{ name: 'resnet50', sloMs: 25, latency: linearProfile(1.053, 5.072, 64) }];
  const setup = { models, gpus: 8, delays: NO_DELAYS };
  const executor = batchExecutor(models);
  const accounting = new Accounting({ setup, executor }, { fromMs: 200, untilMs: 3000 });
  const source = requestSource({
    arrivals: steadyArrivals({ kind: 'constant' }, perSecond, 3000),
    ...{ models, shares: { kind: 'uniform' }, seed: 1 },
  });
  const end = await simulate({ policy, setup, executor, arrivals: source, observers: [accounting] });
  return accounting.close(end).goodShare;
}

describe('the throughput of the batching equations', () => {
  it('is reached by turns under an even load, and by no policy without turns that aims at the smaller batch', async () => {
    expect(await goodShare(staggered, 5800)).toBe(1);
    expect(await goodShare(dynamicEarly, 5800)).toBeLessThan(0.95);
  });
});
