/** Words of the memory through which a pool and its workers meet. */
export const CONTROL = {
  /** Counts jobs: workers sleep until it moves. */
  job: 0,
  /** The next task of the job that nobody has. */
  nextTask: 1,
} as const;

export const CONTROL_WORDS = 2;

/** What a worker is started with. */
export interface WorkerStart {
  readonly index: number;
  readonly control: Int32Array;
  /** What the backend wants its workers to begin with. */
  readonly data: unknown;
}

/** What a worker sends: that it has started, or how its part of the job ended. */
export type WorkerReport =
  | { readonly state: 'ready' }
  | { readonly state: 'done' }
  | { readonly state: 'failed'; readonly error: unknown };
