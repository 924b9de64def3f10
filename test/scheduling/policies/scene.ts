import type { Model, Policy, Request } from '../../../src/scheduling/policy.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import { type Scene, simulated } from '../simulation/simulated.js';

/** Takes 4 ms and 1 ms more for each request, at most 8. */
export const FIVE_MS: Model = { name: 'five', sloMs: 25, latency: linearProfile(1, 4, 8) };

/** Requests in the order of arrival, due after so many milliseconds. */
export function arrivals(
  ...all: readonly { readonly at: number; readonly slo?: number; readonly model?: number }[]
): Request[] {
  return all.map(({ at, slo = 25, model = 0 }, id) => ({ id, model, arrivalMs: at, deadlineMs: at + slo }));
}

/** What was run, answered, dropped and loaded, to the microsecond, beyond which plans leave a margin. */
export async function played(
  policy: Policy,
  requests: readonly Request[],
  scene: Partial<Scene> = {},
): Promise<string[]> {
  const { seen } = await simulated({ models: [FIVE_MS], ...scene, policy, arrivals: requests });
  return seen.map((line) =>
    line.replace(/\d+\.\d+/g, (number) => String(Math.round(Number(number) * 1000) / 1000)),
  );
}
