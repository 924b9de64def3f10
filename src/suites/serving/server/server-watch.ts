import { parsePrometheus } from './prometheus.js';
import {
  type GatewayCounts,
  gatewayCounts,
  meansBetween,
  type ServerMeans,
  sumOfCounts,
  type WorkerCounts,
  workerCounts,
} from './server-counts.js';

/** What a tier says of itself now. */
export interface ServerNow {
  readonly queueDepth: number;
  /** Requests in a batch since the last look; null where none ran. */
  readonly meanBatch: number | null;
  readonly instances: number;
}

const LOOK_MS = 1000;
/** Metrics of a busy server may wait for its event loop; a look that takes longer is left out. */
const PATIENCE_MS = 3000;

/**
 * Watches a tier through the metrics that it and its workers serve. Counts of a worker that has gone stay in the sum, as
 * they were when it was last looked at.
 */
export class ServerWatch {
  readonly #workers = new Map<string, WorkerCounts>();
  #gateway: GatewayCounts | undefined;
  #before: { readonly total: WorkerCounts; readonly gateway: GatewayCounts | undefined } | undefined;
  #instances: number[] = [];
  #looking: Promise<void> | undefined;
  #now: ServerNow | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly url: string,
    private readonly read: (url: string) => Promise<string> = metricsOf,
  ) {
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
  }

  /** As it was at the last look. */
  get now(): ServerNow | undefined {
    return this.#now;
  }

  /** What is counted from now on is what `means` tells. */
  async mark(): Promise<void> {
    await this.look();
    this.#before = { total: this.#total(), gateway: this.#gateway };
    this.#instances = [];
    this.#noteInstances();
  }

  /** One look; two at a time would be one too many. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async means(): Promise<ServerMeans> {
    // What is under way may have begun before the last answer.
    await this.#looking;
    await this.look();
    const { total, gateway } = this.#before ?? { total: sumOfCounts([]), gateway: undefined };
    const counted = this.#instances;
    const since = (of: (counts: GatewayCounts) => number) =>
      this.#gateway === undefined ? null : of(this.#gateway) - (gateway === undefined ? 0 : of(gateway));
    return {
      ...meansBetween(total, this.#total()),
      instances: counted.length === 0 ? null : counted.reduce((sum, one) => sum + one, 0) / counted.length,
      instancesMax: counted.length === 0 ? null : Math.max(...counted),
      retries: since(({ retries }) => retries),
      crashes: since(({ crashes }) => crashes),
    };
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const before = this.#total();
    try {
      const own = parsePrometheus(await this.read(`${this.url}/metrics`));
      this.#gateway = gatewayCounts(own);
      if (this.#gateway === undefined) this.#workers.set(this.url, workerCounts(own));
      else await Promise.all(this.#gateway.workerUrls.map((url) => this.#lookAt(url)));
    } catch {
      // A server too busy to answer says nothing this time.
      return;
    }
    const total = this.#total();
    const { meanBatch } = meansBetween(before, total);
    const queueDepth = total.queueDepth + (this.#gateway?.queueDepth ?? 0);
    this.#now = { queueDepth, meanBatch, instances: this.#gateway?.serving ?? 1 };
    this.#noteInstances();
  }

  async #lookAt(url: string): Promise<void> {
    try {
      this.#workers.set(url, workerCounts(parsePrometheus(await this.read(`${url}/metrics`))));
    } catch {
      const last = this.#workers.get(url);
      // It has gone, or is about to: nothing waits in it.
      if (last !== undefined) this.#workers.set(url, { ...last, queueDepth: 0 });
    }
  }

  #noteInstances(): void {
    if (this.#now !== undefined) this.#instances.push(this.#now.instances);
  }

  #total(): WorkerCounts {
    return sumOfCounts([...this.#workers.values()]);
  }
}

async function metricsOf(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  return response.text();
}
