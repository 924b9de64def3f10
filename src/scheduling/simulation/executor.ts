import type { Batch, Request } from '../policy.js';

/** What GPUs do with work of one kind, each piece alone on its GPU and in the order in which it was sent. */
export interface Executor<R extends Request = Request, W = Batch<R>> {
  /** How long `work` takes on `gpu`, chance included: asked once for each piece, when it begins. */
  durationMs(work: W, gpu: number): number;
  /** All that have a part in `work`, each once. */
  requestsOf(work: W): readonly R[];
  /** Those whose answer is ready when `work` ends. */
  completedBy(work: W): readonly R[];
  /** Why `work` cannot be run, such as a batch beyond the largest. */
  refusal(work: W, gpu: number): string | undefined;
}
