/** The seam between a serving tier, the system under load, and those who start it and load it. */

import type { PolicyName } from './balanced/policies/registry.js';

export const TIER_NAMES = ['baseline', 'batched', 'balanced', 'null'] as const;

/**
 * `baseline`: one request after another, with no queue but the socket's. `batched`: a bounded queue, answered batch by
 * batch. `balanced`: a gateway before several batched workers, scaled with the load. `null`: answers at once, to show
 * what the load generator itself can do.
 */
export type TierName = (typeof TIER_NAMES)[number];

/**
 * Milliseconds that a batch of b takes: `baseMs + perRequestMs * b`, or `tableMs[b - 1]` with the last step going on
 * beyond the table. Each differs from that by up to the share `jitter`, up or down. With `contention`, instances share a
 * device and slow one another: with n of them a batch takes `1 + contention * (n - 1)` times as long.
 */
export type EmulatedProfile = { readonly jitter: number; readonly contention?: number | undefined } & (
  | { readonly baseMs: number; readonly perRequestMs: number }
  | { readonly tableMs: readonly number[] }
);

/** Which pipeline answers, as JSON: a worker process is started with it. */
export interface PipelineSpec {
  /** `default`, `emulated`, a name from the models' catalogue, a folder, or the URL of an OpenAI-compatible server. */
  readonly model: string;
  /** Name of a corpus, or a file of passages. */
  readonly corpus: string;
  /** Of `emulated`: how long a batch takes. Without it, as long as the published tiers took. */
  readonly emulated?: EmulatedProfile | undefined;
  readonly threads: number;
  readonly maxTokens: number;
}

/** How `batched` gathers requests. */
export interface BatchingSpec {
  readonly maxBatch: number;
  /** A batch is closed when its oldest request has waited so long. */
  readonly maxWaitMs: number;
  /** Requests that may wait; one more is refused with 503 and Retry-After. */
  readonly maxQueue: number;
  /** `timeout`: as above. `adaptive`: also when waiting is expected to cost more than a fuller batch gains. */
  readonly close: 'timeout' | 'adaptive';
}

export const AUTOSCALES = ['rps', 'delay', 'none'] as const;

/** How `balanced` spreads requests over instances, and how many there are. */
export interface BalancedSpec {
  /** How a worker is chosen for each request, or a scheduling policy by name: it makes the batches, within `sloMs`. */
  readonly policy: PolicyName | { readonly scheduling: string };
  readonly minInstances: number;
  readonly maxInstances: number;
  /** Kept ready beside those that serve. */
  readonly warmInstances: number;
  /** By the published thresholds on requests a second, by queueing delay against `sloMs`, or never. */
  readonly autoscale: (typeof AUTOSCALES)[number];
  /** The latency that `delay` and scheduling policies keep. */
  readonly sloMs: number;
}

export interface TierSpec {
  readonly tier: TierName;
  /** `threads` are those of the whole tier: instances of `balanced` share them. */
  readonly pipeline: PipelineSpec;
  readonly batching: BatchingSpec;
  /** Of `balanced`; without it, as the published tier was. */
  readonly balanced?: BalancedSpec | undefined;
  /** Of a worker: it runs the batches that it is sent, and has no queue of its own. */
  readonly takesBatches?: boolean | undefined;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** A request that is not answered by then is answered 504; 60,000 where it says nothing. */
  readonly requestTimeoutMs?: number | undefined;
}

/** A tier that accepts requests. */
export interface RunningTier {
  /** Without a path: `http://127.0.0.1:8000`. */
  readonly url: string;
  /** Refuses new requests, answers those accepted, and ends. */
  drain(): Promise<void>;
  /** Ends at once. */
  kill(): void;
}

/** Where a request's time went in the server. */
export interface ServerTimings {
  readonly queueMs: number;
  readonly embedMs: number;
  readonly retrieveMs: number;
  readonly generateMs: number;
  /** Requests answered together with it. */
  readonly batch: number;
}

/** Body of the answer to `POST /rag`. */
export interface RagAnswer {
  /** Who answered: `emulated` where no model did. */
  readonly model: string;
  readonly query: string;
  readonly result: string;
  readonly passages: readonly {
    readonly id: number;
    readonly title: string;
    readonly text: string;
    readonly score: number;
  }[];
  readonly timings: ServerTimings;
}
