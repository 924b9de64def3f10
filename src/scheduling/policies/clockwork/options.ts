/** Clockwork's constants; its authors set `aheadMs` to 5 ms for the experiments with small latency targets. */
export interface ClockworkOptions {
  /** Sizes that the models are compiled for, ascending from 1. */
  readonly batchSizes: readonly number[];
  /** No batch of more than one request takes longer. */
  readonly mostBatchMs: number;
  /** How much work a GPU is sent in advance. */
  readonly aheadMs: number;
  /** What is sent now begins no sooner. */
  readonly futureMs: number;
  /** Kept of a latency target for what the controller does not see. */
  readonly sloBufferMs: number;
  /** Measurements of which the longest is expected. */
  readonly measurements: number;
  readonly pageBytes: number;
  /** Most of a latency target that a model's weights may be waited for. */
  readonly mostLoadMs: number;
}

export const CLOCKWORK_DEFAULTS: ClockworkOptions = {
  batchSizes: [1, 2, 4, 8, 16],
  mostBatchMs: 25,
  aheadMs: 10,
  futureMs: 1,
  sloBufferMs: 5,
  measurements: 10,
  pageBytes: 16 * 2 ** 20,
  mostLoadMs: 25,
};
