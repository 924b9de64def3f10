/**
 * The seam between a scheduling policy and what it schedules for: the simulator's virtual GPUs, or workers behind a
 * gateway. A policy is told what happened and says what to do. It has no clock, no input or output, and no chance of its
 * own: the same events bring the same decisions, in virtual time and in real time.
 *
 * Times are milliseconds from the start of the run. GPUs and models are numbered from 0, as in `Setup`.
 */

/** One request, as it arrives. Policies for work of other kinds extend it. */
export interface Request {
  /** Ascending in the order of arrival, never used again. */
  readonly id: number;
  readonly model: number;
  readonly arrivalMs: number;
  /** When its answer must be with the client. */
  readonly deadlineMs: number;
}

/** Requests of one model that a GPU answers together. */
export interface Batch<R extends Request = Request> {
  readonly model: number;
  readonly requests: readonly R[];
}

/** How long a model takes for a batch. */
export interface LatencyProfile {
  readonly maxBatch: number;
  /** Milliseconds for a batch of 1 to `maxBatch`; never less for a larger one. */
  ms(batch: number): number;
}

/**
 * What a GPU must hold before it runs a model. Without it, every GPU holds the model from the start, and so it does for a
 * policy that does not page.
 */
export interface ModelWeights {
  readonly bytes: number;
  /** From the host's memory to the GPU's. */
  readonly transferMs: number;
}

export interface Model {
  readonly name: string;
  readonly sloMs: number;
  readonly latency: LatencyProfile;
  /** Requests a second that are expected, for policies that plan ahead; undefined: not known. */
  readonly expectedPerSecond?: number | undefined;
  readonly weights?: ModelWeights | undefined;
}

/** What the way to a GPU and back takes. */
export interface Delays {
  /** From a decision to the GPU, whatever it carries. */
  readonly controlMs: number;
  /** More for each request of a batch. */
  readonly dataMsPerRequest: number;
  /** From the end of a batch to the client. */
  readonly responseMs: number;
}

export const NO_DELAYS: Delays = { controlMs: 0, dataMsPerRequest: 0, responseMs: 0 };

/** What a policy knows before anything happens. */
export interface Setup {
  readonly models: readonly Model[];
  readonly gpus: number;
  /** For weights, of each GPU; undefined: as much as is needed. */
  readonly gpuMemoryBytes?: number | undefined;
  readonly delays: Delays;
}

/** What happened. `W` is the kind of work that the policy gives out; `Batch` unless it says otherwise. */
export type SchedulerEvent<R extends Request = Request, W = Batch<R>> = { readonly nowMs: number } & (
  | { readonly type: 'arrival'; readonly request: R }
  /** A GPU is through with `work`, all of whose requests have had what they were to get from it. */
  | { readonly type: 'finished'; readonly gpu: number; readonly work: W }
  /** A GPU will not end `work`: it failed, or was told to stop. Its requests wait for a decision again. */
  | { readonly type: 'lost'; readonly gpu: number; readonly work: W }
  /**
   * A GPU takes no work until it is `up` again. All GPUs are up at the start. After `down` come those of its work that are
   * `lost`, and nothing else until `up`; weights that were loaded or on their way are gone.
   */
  | { readonly type: 'down' | 'up'; readonly gpu: number }
  | { readonly type: 'loaded'; readonly gpu: number; readonly model: number }
  /** The client no longer waits. Not told of requests that are being run. */
  | { readonly type: 'left'; readonly request: R }
  /** The time that `wakeAt` named with this key has come. */
  | { readonly type: 'timer'; readonly key: number }
);

/** How a policy says what to do, any number of times for one event. What cannot be done is a fault of the policy. */
export interface Decisions<R extends Request = Request, W = Batch<R>> {
  /**
   * Sends work to a GPU, which begins with it when it has ended what it was sent before, not before the message is there
   * and not before `notBeforeMs`.
   */
  run(gpu: number, work: W, notBeforeMs?: number): void;
  /** Refuses a request that is not being run. It is never answered. */
  drop(request: R): void;
  /** One time for each key: a later call replaces it, and infinity cancels it. A time gone by comes at once. */
  wakeAt(key: number, atMs: number): void;
  /**
   * Stops what a GPU is doing and what it was sent; it is `lost` at once, that is as soon as the policy has decided, but
   * `finished` if the end was only still to be told. Only for policies that say `preempts`.
   */
  preempt(gpu: number): void;
  /** Sends weights to a GPU, one model after another, and frees those of `evict` before. Only for policies that say `pages`. */
  load(gpu: number, model: number, evict: readonly number[]): void;
}

/** A policy at work. It keeps what it has to remember. */
export interface Scheduler<R extends Request = Request, W = Batch<R>> {
  on(event: SchedulerEvent<R, W>, decide: Decisions<R, W>): void;
}

/** What an executor must be able to do beside running work in order. */
export const NEEDS = ['preempts', 'pages'] as const;
export type Need = (typeof NEEDS)[number];

export interface Policy<R extends Request = Request, W = Batch<R>> {
  readonly name: string;
  /** System and section that it is from. */
  readonly source: string;
  readonly needs: readonly Need[];
  /** No GPU is idle while a request waits that some GPU could answer in time. */
  readonly workConserving: boolean;
  start(setup: Setup): Scheduler<R, W>;
}
