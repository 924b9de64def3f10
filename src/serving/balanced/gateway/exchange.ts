import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { FAILURES, type FailureCode } from '../../http/failures.js';
import { whenOver } from '../../http/when-over.js';
import { readBody } from './read-body.js';
import { refuse } from './refusal.js';
import type { Tally } from './tally.js';

export interface ExchangeRules {
  readonly bodyLimitBytes: number;
  /** From its first byte to the last of its answer. */
  readonly requestTimeoutMs: number;
}

/** A request that has come whole, as whoever answers it sees it. One of its four ends is to be told, once. */
export interface Call {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** All of an answer was written to `response`. */
  answered(): void;
  /** `error`: for people, where more is known than the code says. */
  refuse(reason: FailureCode, error?: string): void;
  /** A part of an answer was written, and the rest will not come. */
  brokenOff(): void;
}

export interface Backstage {
  readonly tally: Tally;
  /** Answers a call, now or later. What it returns is called when nobody waits for the answer any more. */
  answer(call: Call): () => void;
  /** The answer is with the client, or nobody waits for it any more. */
  onEnd(status: number, tookMs: number): void;
}

/**
 * One request from its arrival to its one answer. Whatever happens (a worker that crashes, time that runs out, a client
 * that leaves), exactly one of an answer by a worker, a refusal, or the end of the connection is its end.
 */
export class Exchange implements Call {
  readonly #timer: NodeJS.Timeout;
  #body: Buffer | undefined;
  #callOff: (() => void) | undefined;
  #over = false;
  #brokenOff = false;

  constructor(
    private readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly id: string,
    private readonly rules: ExchangeRules,
    private readonly backstage: Backstage,
    onOver: () => void,
  ) {
    const beganMs = performance.now();
    backstage.tally.inFlight++;
    this.#timer = setTimeout(() => this.#onTimeout(), rules.requestTimeoutMs);
    whenOver(request, response, () => {
      clearTimeout(this.#timer);
      this.#end();
      backstage.tally.inFlight--;
      backstage.onEnd(this.#finalStatus(), performance.now() - beganMs);
      onOver();
    });
  }

  get connection(): Socket {
    return this.request.socket;
  }

  get headers(): IncomingHttpHeaders {
    return this.request.headers;
  }

  get body(): Buffer {
    return this.#body ?? Buffer.alloc(0);
  }

  start(): void {
    readBody(this.request, this.rules.bodyLimitBytes, (body) => {
      if (this.#over) return;
      if (body === 'too-large') {
        this.refuse('body-too-large');
        return;
      }
      this.#body = body;
      const callOff = this.backstage.answer(this);
      if (!this.#over) this.#callOff = callOff;
    });
  }

  /**
   * The gateway is about to end. A request that has come whole goes on to its answer, which `isLast` of its connection
   * closes; one that is still on its way is refused, or a client that sends slowly would hold up the end.
   */
  onDrain(isLast: boolean): void {
    if (this.#over) return;
    if (this.#body === undefined) this.refuse('draining');
    else if (isLast) this.response.shouldKeepAlive = false;
  }

  answered(): void {
    this.#settle();
  }

  refuse(reason: FailureCode, error?: string): void {
    if (this.#over) return;
    this.#settle();
    refuse(this.response, reason, this.id, { error });
  }

  /** A second status cannot be sent: the client must see that this answer is not whole. */
  brokenOff(): void {
    if (this.#over) return;
    this.#brokenOff = true;
    this.backstage.tally.brokenOff++;
    this.response.destroy();
  }

  #onTimeout(): void {
    // Also of an answer that is complete here, and that the client does not take.
    const isAnswered = this.response.headersSent;
    this.#end();
    if (isAnswered) this.response.destroy();
    else refuse(this.response, this.#body === undefined ? 'request-too-slow' : 'timeout', this.id);
  }

  #finalStatus(): number {
    if (this.response.writableFinished) return this.response.statusCode;
    return FAILURES[this.#brokenOff ? 'worker-failed' : 'client-left'].status;
  }

  /** Nobody waits any more, whether an answer is on its way or not. */
  #end(): void {
    if (this.#over) return;
    const callOff = this.#callOff;
    this.#settle();
    callOff?.();
  }

  #settle(): void {
    this.#over = true;
    this.#callOff = undefined;
  }
}
