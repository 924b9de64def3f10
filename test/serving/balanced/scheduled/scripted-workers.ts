import {
  type Batch,
  NO_DELAYS,
  type Policy,
  type Request,
  type Setup,
} from '../../../../src/scheduling/policy.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';
import { PolicyDriver } from '../../../../src/serving/balanced/scheduled/policy-driver.js';
import { FakeClock } from '../../batching/fake-clock.js';

export interface Sent {
  readonly gpu: number;
  /** Those that were sent, of the work that the policy gave out. */
  readonly ids: readonly number[];
  readonly work: Batch;
  readonly atMs: number;
}

export function setupOf(gpus: number, maxBatch = 4): Setup {
  return {
    models: [{ name: 'model', sloMs: 100, latency: linearProfile(1, 5, maxBatch) }],
    gpus,
    delays: NO_DELAYS,
  };
}

/** A driver whose workers do what the test says, on a clock that the test moves. */
export function drivenBy(
  policy: Policy,
  { gpus = 1, maxBatch = 4, leadMs = 0, timerMs = 0, clock = new FakeClock() } = {},
) {
  const sent: Sent[] = [];
  const dropped: number[] = [];
  const faults: string[] = [];
  const abandoned: number[] = [];
  const driver = new PolicyDriver({
    ...{ policy, clock, timerMs, setup: setupOf(gpus, maxBatch) },
    leadMs: () => leadMs,
    send(gpu, requests, work) {
      sent.push({ gpu, ids: requests.map(({ id }) => id), work, atMs: clock.nowMs() });
    },
    dropped: ({ id }) => dropped.push(id),
    faulted: ({ message }) => faults.push(message),
    abandoned: ({ id }) => abandoned.push(id),
  });
  const arrive = (sloMs = 1000): Request => driver.arrive(0, sloMs, () => {});
  return { driver, clock, sent, dropped, faults, abandoned, arrive };
}
