import type { PlanPart } from '../arrivals/split.js';
import type { Samples } from '../samples.js';

/** What is sent, again and again. */
export interface RequestSpec {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bodies to send in turn; none sends no body. */
  readonly bodies: readonly string[];
  /** From when it was meant to leave; then it is aborted. */
  readonly timeoutMs: number;
  /** Connections at most at once; null for as many as requests are in flight. */
  readonly connections: number | null;
}

/** When requests leave. */
export type Pacing =
  | { readonly kind: 'open'; readonly part: PlanPart }
  /** So many clients, each sending the next request when the last one is answered. */
  | {
      readonly kind: 'closed';
      readonly clients: number;
      readonly first: number;
      readonly stride: number;
      readonly durationMs: number;
    };

export interface GeneratorJob {
  readonly request: RequestSpec;
  readonly pacing: Pacing;
  /** Before that, requests are warm-up, and the event loop is not watched. */
  readonly warmupMs: number;
  /** When the plan begins, in milliseconds since 1970: the same for all processes. */
  readonly startsAtEpochMs: number;
}

/** To the generator's process. */
export type GeneratorRequest =
  | { readonly type: 'run'; readonly job: GeneratorJob }
  /** Send nothing more, wait for nothing, and hand over what was measured. */
  | { readonly type: 'stop' };

export interface GeneratorProgress {
  readonly atMs: number;
  readonly sent: number;
  readonly ok: number;
  readonly refused: number;
  /** All that went wrong otherwise. */
  readonly failed: number;
  readonly inFlight: number;
  /** Of the requests that ended since the last report; NaN where none did. */
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
}

export interface GeneratorResult {
  readonly samples: Samples;
  /** How often each thing went wrong after the warm-up, by name: `ECONNREFUSED`, `HTTP 500`. */
  readonly failures: Readonly<Record<string, number>>;
  /** 99th percentile of how late the event loop came round while measuring. */
  readonly eventLoopLagP99Ms: number;
  readonly cpuMs: number;
  /** Connections at most at once. */
  readonly connections: number;
}

/** From the generator's process. */
export type GeneratorReply =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly progress: GeneratorProgress }
  | { readonly type: 'result'; readonly result: GeneratorResult }
  | { readonly type: 'error'; readonly message: string };
