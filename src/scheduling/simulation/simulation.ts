import type { Batch, Policy, Request, Setup } from '../policy.js';
import type { Executor } from './executor.js';

/** Told of everything as it happens, in the order of time. */
export interface SimulationObserver<R extends Request = Request, W = Batch<R>> {
  /** `atMs`: when the client has it. */
  answered?(request: R, atMs: number): void;
  dropped?(request: R, atMs: number): void;
  /** A piece of work, when it ends. `lost`: without having been completed. */
  ran?(gpu: number, work: W, startMs: number, endMs: number, lost: boolean): void;
  loaded?(gpu: number, model: number, startMs: number, endMs: number): void;
}

/** A GPU that fails and comes back, without the weights that were loaded; infinity: it never does. */
export interface Fault {
  readonly gpu: number;
  readonly downMs: number;
  readonly upMs: number;
}

export interface Simulation<R extends Request = Request, W = Batch<R>> {
  readonly policy: Policy<R, W>;
  readonly setup: Setup;
  readonly executor: Executor<R, W>;
  /** In the order of arrival; drawn one at a time, so that memory does not grow with them. */
  readonly arrivals: Iterable<R>;
  /** How many there will be, for those who watch; undefined: not known. */
  readonly expectedRequests?: number | undefined;
  readonly faults?: readonly Fault[] | undefined;
  readonly observers: readonly SimulationObserver<R, W>[];
}
