import type { LatencyProfile, ModelWeights } from '../policy.js';

/** What is known of a model before it is scheduled: how long it takes, and what a GPU must hold to run it. */
export interface NamedProfile {
  readonly name: string;
  readonly latency: LatencyProfile;
  readonly weights?: ModelWeights | undefined;
}
