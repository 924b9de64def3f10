import { type Outcome, outcomeOfStatus } from '../outcome.js';
import { EventStream } from './event-stream.js';
import type { AnswerHead } from './http1/answer-head.js';
import type { AnswerWaiter, Connection } from './http1/connection.js';
import type { Ending } from './sample-log.js';
import { streamedPart } from './token-count.js';

export interface ExchangeEnd extends Ending {
  /** The name of what went wrong, where something did. */
  readonly failure: string | undefined;
}

interface ExchangeOptions {
  readonly connection: Connection;
  readonly row: number;
  /** When its time is up. */
  readonly deadlineMs: number;
  now(): number;
  onEnd(exchange: Exchange, end: ExchangeEnd): void;
}

/** One request and its answer. It ends once, whatever the connection says afterwards. */
export class Exchange implements AnswerWaiter {
  readonly connection: Connection;
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
    this.connection = options.connection;
    this.row = options.row;
    this.deadlineMs = options.deadlineMs;
    this.#options = options;
  }

  onHead({ status, isEventStream }: AnswerHead): void {
    this.#status = status;
    if (isEventStream) this.#events = new EventStream();
    else this.#firstMs = this.#options.now();
  }

  onEvents(bytes: Buffer): void {
    for (const data of this.#events?.push(bytes) ?? []) {
      const { hasText, totalTokens } = streamedPart(data);
      this.#totalTokens = totalTokens ?? this.#totalTokens;
      if (!hasText) continue;
      if (this.#parts++ === 0) this.#firstMs = this.#options.now();
    }
  }

  onEnd(): void {
    const outcome = outcomeOfStatus(this.#status);
    this.#end(outcome, outcome === 'ok' ? undefined : `HTTP ${this.#status}`);
  }

  onError(failure: string): void {
    this.#end('error', failure);
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
