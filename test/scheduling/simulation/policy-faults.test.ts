import { describe, expect, it } from 'vitest';
import type { Decisions, Request } from '../../../src/scheduling/policy.js';
import { PolicyFault } from '../../../src/scheduling/simulation/policy-fault.js';
import { batchOf, requestsAt, scripted } from './scripted-policy.js';
import { simulated, TEN_MS } from './simulated.js';

const FAULTS: readonly (readonly [string, RegExp, (request: Request, decide: Decisions) => void])[] = [
  [
    'a request run twice',
    /request 0 is run a second time/,
    (request, decide) => {
      decide.run(0, batchOf(request));
      decide.run(1, batchOf(request));
    },
  ],
  [
    'a request twice in a batch',
    /run a second time/,
    (request, decide) => decide.run(0, batchOf(request, request)),
  ],
  [
    'a request run after its drop',
    /request 0 is run and is over/,
    (request, decide) => {
      decide.drop(request);
      decide.run(0, batchOf(request));
    },
  ],
  [
    'a request that never came',
    /request 5 is run and is over or never came/,
    (request, decide) => decide.run(0, batchOf({ ...request, id: 5 })),
  ],
  [
    'a drop of what is being run',
    /request 0 is dropped and is being run/,
    (request, decide) => {
      decide.run(0, batchOf(request));
      decide.drop(request);
    },
  ],
  [
    'a second drop',
    /request 0 is dropped and is over/,
    (request, decide) => {
      decide.drop(request);
      decide.drop(request);
    },
  ],
  [
    'a GPU that is not there',
    /expected one of 2 GPUs; got GPU 2/,
    (request, decide) => decide.run(2, batchOf(request)),
  ],
  ['a batch of none', /expected a batch of 1 to 4 requests/, (_, decide) => decide.run(0, batchOf())],
  [
    'a batch beyond the largest',
    /expected a batch of 1 to 4 requests of model 0; got 5/,
    (request, decide) => decide.run(0, batchOf(...[0, 1, 2, 3, 4].map((id) => ({ ...request, id })))),
  ],
  [
    'a batch of a model that is not there',
    /expected one of 2 models/,
    (request, decide) => decide.run(0, { model: 2, requests: [request] }),
  ],
  [
    'a batch of two models',
    /request 0 of model 0 is in a batch of 1/,
    (request, decide) => decide.run(0, { model: 1, requests: [request] }),
  ],
  [
    'work never to begin',
    /not to begin before/,
    (request, decide) => decide.run(0, batchOf(request), Infinity),
  ],
  ['a timer of no time', /timer 1 is set to no time/, (_, decide) => decide.wakeAt(1, Number.NaN)],
  ['preemption that was not declared', /does not say so/, (_, decide) => decide.preempt(0)],
  ['loading that was not declared', /does not say `pages`/, (_, decide) => decide.load(0, 0, [])],
];

describe('a policy is at fault for', () => {
  it.each(FAULTS)('%s', async (_, message, onArrival) => {
    const policy = scripted((event, decide) => {
      if (event.type === 'arrival') onArrival(event.request, decide);
    });
    const run = simulated({ policy, arrivals: requestsAt(0), gpus: 2, models: [TEN_MS, TEN_MS] });
    await expect(run).rejects.toThrow(PolicyFault);
    await expect(run).rejects.toThrow(message);
  });

  it('work sent to a GPU that is down', async () => {
    const policy = scripted((event, decide) => {
      if (event.type === 'arrival') decide.run(0, batchOf(event.request));
    });
    await expect(
      simulated({ policy, arrivals: requestsAt(5), faults: [{ gpu: 0, downMs: 1, upMs: 9 }] }),
    ).rejects.toThrow('policy scripted at 5 ms: GPU 0 is down and takes nothing');
  });
});
