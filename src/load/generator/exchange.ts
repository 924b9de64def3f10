import type { Client, Dispatcher } from 'undici';
import { type Outcome, outcomeOfStatus } from '../outcome.js';
import { EventStream } from './event-stream.js';
import type { Ending } from './sample-log.js';
import { streamedPart } from './token-count.js';

export interface ExchangeEnd extends Ending {
  /** The name of what went wrong, where something did. */
  readonly failure: string | undefined;
}

interface ExchangeOptions {
  readonly client: Client;
  readonly row: number;
  /** When its time is up. */
  readonly deadlineMs: number;
  now(): number;
  onEnd(exchange: Exchange, end: ExchangeEnd): void;
}

/** One request and its answer. It ends once, whatever the connection says afterwards. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly client: Client;
  readonly row: number;
  readonly deadlineMs: number;
  isDone = false;
  readonly #options: ExchangeOptions;
  #status = 0;
  #firstMs = Number.NaN;
  #events: EventStream | undefined;
  #parts = 0;
  #totalTokens: number | undefined;

  constructor(options: ExchangeOptions) {
    this.client = options.client;
    this.row = options.row;
    this.deadlineMs = options.deadlineMs;
    this.#options = options;
  }

  onRequestStart(): void {}

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    if (String(headers['content-type'] ?? '').startsWith('text/event-stream'))
      this.#events = new EventStream();
    else this.#firstMs = this.#options.now();
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#events === undefined) return;
    for (const data of this.#events.push(chunk)) {
      const { hasText, totalTokens } = streamedPart(data);
      this.#totalTokens = totalTokens ?? this.#totalTokens;
      if (!hasText) continue;
      if (this.#parts++ === 0) this.#firstMs = this.#options.now();
    }
  }

  onResponseEnd(): void {
    const outcome = outcomeOfStatus(this.#status);
    this.#end(outcome, outcome === 'ok' ? undefined : `HTTP ${this.#status}`);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#end('error', nameOf(error));
  }

  /** Gives the request up. */
  giveUp(outcome: Extract<Outcome, 'timedOut' | 'unfinished'>): void {
    this.#end(outcome, outcome === 'timedOut' ? 'timeout' : undefined);
  }

  #end(outcome: Outcome, failure: string | undefined): void {
    if (this.isDone) return;
    this.isDone = true;
    this.#options.onEnd(this, {
      outcome,
      failure,
      endMs: this.#options.now(),
      firstMs: this.#firstMs,
      status: this.#status,
      tokens: this.#totalTokens ?? this.#parts,
    });
  }
}

/** `ECONNREFUSED`, `ECONNRESET`, `UND_ERR_SOCKET`: the system's name for it, where it has one. */
function nameOf(error: Error): string {
  // Of an address tried over IPv6 and IPv4, each has failed for its own reason.
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const causes = [inner, inner?.cause, error];
  for (const cause of causes) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
    if (typeof code === 'string') return code;
  }
  return error.name;
}
