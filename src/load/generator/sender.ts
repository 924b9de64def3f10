import { createHistogram } from 'node:perf_hooks';
import type { Outcome } from '../outcome.js';
import { Connections } from './connections.js';
import { Exchange, type ExchangeEnd } from './exchange.js';
import type { Connection } from './http1/connection.js';
import { requestBytes } from './http1/request-bytes.js';
import type { GeneratorProgress, RequestSpec } from './protocol.js';
import { SampleLog } from './sample-log.js';

interface SenderOptions {
  readonly request: RequestSpec;
  readonly expected: number;
  /** Failures of requests meant to leave before that are not told of. */
  readonly measuredFromMs: number;
  /** Milliseconds from the start of the plan. */
  now(): number;
  /** Called when a request has ended, after it was counted. */
  onEnd(): void;
}

interface QueuedRequest {
  readonly index: number;
  readonly row: number;
  readonly deadlineMs: number;
}

const US_PER_MS = 1000;

/** Sends requests, one at a time over each connection, and keeps what became of them. */
export class Sender {
  readonly log: SampleLog;
  readonly failures: Record<string, number> = {};
  readonly #connections: Connections;
  readonly #options: SenderOptions;
  /** As they go over the wire, to send in turn. */
  readonly #requests: readonly Buffer[];
  /** In the order of their deadlines; those that are done leave it when they reach the front. */
  #waiting: Exchange[] = [];
  #front = 0;
  /** Without a connection as yet, where these are limited. */
  readonly #queue: QueuedRequest[] = [];
  #inFlight = 0;
  readonly #counts = { ok: 0, refused: 0, failed: 0 };
  /** Microseconds; of what ended since the last report. */
  readonly #recent = createHistogram();

  constructor(options: SenderOptions) {
    const { url, method, connections } = options.request;
    this.#options = options;
    this.#connections = new Connections(
      { url: new URL(url), method },
      connections ?? Number.POSITIVE_INFINITY,
    );
    this.log = new SampleLog(options.expected);
    this.#requests = requestBytes(options.request);
  }

  /** Requests whose turn came and that have not ended. */
  get inFlight(): number {
    return this.#inFlight;
  }

  get connections(): number {
    return this.#connections.most;
  }

  /** @param index of the arrival in the whole plan, which also says whose turn among the bodies it is */
  send(index: number, intendedMs: number | undefined): void {
    const turnMs = this.#options.now();
    const meantMs = intendedMs ?? turnMs;
    const row = this.log.begin(index, meantMs, turnMs);
    const request = { index, row, deadlineMs: meantMs + this.#options.request.timeoutMs };
    this.#inFlight++;
    const connection = this.#queue.length === 0 ? this.#connections.take() : undefined;
    if (connection === undefined) this.#queue.push(request);
    else this.#sendOver(connection, request);
  }

  #sendOver(connection: Connection, { index, row, deadlineMs }: QueuedRequest): void {
    const exchange = new Exchange({
      ...{ connection, row, deadlineMs },
      now: this.#options.now,
      onEnd: this.#onEnd,
    });
    this.log.sent(row, this.#options.now());
    this.#waiting.push(exchange);
    const bytes = this.#requests[index % this.#requests.length];
    if (bytes !== undefined) connection.send(bytes, exchange);
  }

  /** Gives up what has waited too long. */
  expire(): void {
    const now = this.#options.now();
    // These first: a connection that is freed below would send what nobody waits for any more.
    const firstInTime = this.#queue.findIndex(({ deadlineMs }) => deadlineMs > now);
    this.#giveUpQueued(firstInTime < 0 ? this.#queue.length : firstInTime, 'timedOut');
    for (;;) {
      const exchange = this.#waiting[this.#front];
      if (exchange === undefined || (!exchange.isDone && exchange.deadlineMs > now)) break;
      this.#front++;
      exchange.giveUp('timedOut');
    }
    if (this.#front > 4096 || this.#front === this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#front);
      this.#front = 0;
    }
  }

  /** Gives up whatever is in flight. */
  abandon(): void {
    this.#giveUpQueued(this.#queue.length, 'unfinished');
    for (const exchange of this.#waiting.slice(this.#front)) exchange.giveUp('unfinished');
  }

  close(): void {
    this.#connections.destroy();
  }

  progress(): GeneratorProgress {
    const recent = this.#recent;
    const quantileMs = (percent: number) =>
      recent.count === 0 ? Number.NaN : recent.percentile(percent) / US_PER_MS;
    const progress = {
      atMs: this.#options.now(),
      sent: this.log.length,
      ...this.#counts,
      inFlight: this.#inFlight,
      p50Ms: quantileMs(50),
      p90Ms: quantileMs(90),
      p99Ms: quantileMs(99),
    };
    recent.reset();
    return progress;
  }

  readonly #onEnd = (exchange: Exchange, end: ExchangeEnd) => {
    const { outcome } = end;
    if (outcome === 'timedOut' || outcome === 'unfinished') this.#connections.drop(exchange.connection);
    else this.#connections.release(exchange.connection);
    this.#count(exchange.row, end);
    while (this.#queue.length > 0) {
      const connection = this.#connections.take();
      if (connection === undefined) break;
      const next = this.#queue.shift();
      if (next !== undefined) this.#sendOver(connection, next);
    }
    this.#options.onEnd();
  };

  /** Ends requests that never got a connection. */
  #giveUpQueued(count: number, outcome: Extract<Outcome, 'timedOut' | 'unfinished'>): void {
    if (count === 0) return;
    const failure = outcome === 'timedOut' ? 'timeout' : undefined;
    for (const { row } of this.#queue.splice(0, count)) {
      const end = { outcome, failure, endMs: this.#options.now(), firstMs: Number.NaN, status: 0, tokens: 0 };
      this.#count(row, end);
      this.#options.onEnd();
    }
  }

  #count(row: number, end: ExchangeEnd): void {
    const { outcome, failure } = end;
    this.#inFlight--;
    this.log.ended(row, end);
    if (failure !== undefined && this.log.intendedMs(row) >= this.#options.measuredFromMs) {
      this.failures[failure] = (this.failures[failure] ?? 0) + 1;
    }
    if (outcome === 'refused') this.#counts.refused++;
    else if (outcome !== 'ok' && outcome !== 'unfinished') this.#counts.failed++;
    if (outcome !== 'ok') return;
    this.#counts.ok++;
    this.#recent.record(Math.max(1, Math.round(this.log.latencyMs(row) * US_PER_MS)));
  }
}
