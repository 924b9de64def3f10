import { Pool } from 'undici';
import type { TierSpec } from '../../tier.js';
import type { TrafficCounts } from '../autoscale/traffic-window.js';
import type { Candidate } from '../policies/policy.js';
import { waitUntilReady } from './probe-ready.js';
import { WorkerProcess } from './worker-process.js';

/**
 * `starting`: not ready yet. `standby`: warm, without requests. `serving`: takes requests while healthy. `draining`: gets
 * no more, and answers those it has. `ended`: its process has gone, or is told to go.
 */
export type InstanceState = 'starting' | 'standby' | 'serving' | 'draining' | 'ended';

/** A worker process, the connections to it, and what was sent to it. */
export class Instance implements Candidate, TrafficCounts {
  state: InstanceState = 'starting';
  healthy = false;
  outstanding = 0;
  assigned = 0;
  answered = 0;
  failed = 0;
  /** Where it listens; undefined until it does. */
  url: string | undefined;
  readonly process: WorkerProcess;
  #pool: Pool | undefined;
  #onIdle: (() => void) | undefined;

  constructor(
    readonly id: number,
    entry: URL,
    spec: TierSpec,
  ) {
    this.process = new WorkerProcess(entry, spec);
  }

  get ready(): boolean {
    return this.state === 'serving' && this.healthy;
  }

  /** Connections to it, kept alive; one for each request outstanding. */
  get pool(): Pool {
    if (this.#pool === undefined) throw new Error(`instance ${this.id} has no address yet`);
    return this.#pool;
  }

  /** Resolves with its URL once it listens and answers GET /readyz. */
  async start(timeoutMs: number): Promise<string> {
    const stop = new AbortController();
    void this.process.ended.then((how) => stop.abort(this.process.notStarted(how)));
    const late = setTimeout(
      () => stop.abort(this.process.notStarted(`it took more than ${timeoutMs} ms`)),
      timeoutMs,
    );
    try {
      const url = await this.process.url(stop.signal);
      // Time limits are the gateway's, one for the whole request.
      this.#pool = new Pool(url, { connections: null, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
      await waitUntilReady(this.#pool, stop.signal);
      this.healthy = true;
      this.url = url;
      return url;
    } finally {
      clearTimeout(late);
    }
  }

  take(): void {
    this.outstanding++;
    this.assigned++;
  }

  /** To be called once for each `take`. */
  release(outcome: 'answered' | 'failed' | 'called-off'): void {
    this.outstanding--;
    if (outcome === 'answered') this.answered++;
    if (outcome === 'failed') this.failed++;
    if (this.outstanding === 0) this.#onIdle?.();
  }

  /** Resolves when nothing is outstanding. */
  idle(): Promise<void> {
    if (this.outstanding === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onIdle = resolve;
    });
  }

  /** Whatever is outstanding fails at once, and is sent elsewhere. */
  disconnect(): void {
    void this.#pool?.destroy();
  }
}
