import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { FAILURES, type FailureCode } from '../../http/failures.js';
import { whenOver } from '../../http/when-over.js';
import type { Policy } from '../policies/policy.js';
import type { Instance } from '../workers/instance.js';
import { Attempt, type AttemptEnd } from './attempt.js';
import { requestHeaders } from './forwarded-headers.js';
import { readBody } from './read-body.js';
import { refuse } from './refusal.js';
import type { Tally } from './tally.js';

export interface ExchangeRules {
  readonly bodyLimitBytes: number;
  /** From its first byte to the last of its answer. */
  readonly requestTimeoutMs: number;
  /** Requests that may be outstanding at one instance. */
  readonly mostOutstanding: number;
}

export interface Backstage {
  readonly policy: Policy;
  readonly tally: Tally;
  serving(): readonly Instance[];
  /** The instance failed a request without answering: it may be gone. */
  onFailure(instance: Instance): void;
  /** The answer is with the client, or nobody waits for it any more. */
  onEnd(status: number, tookMs: number): void;
}

/**
 * One request from its arrival to its one answer. Whatever happens (a worker that crashes, time that runs out, a client
 * that leaves), exactly one of `answer` by a worker, a refusal, or the end of the connection is its end.
 */
export class Exchange {
  readonly #tried = new Set<Instance>();
  readonly #timer: NodeJS.Timeout;
  #attempt: Attempt | undefined;
  #body: Buffer | undefined;
  #failures = 0;
  #refusals = 0;
  #over = false;
  #brokenOff = false;

  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly id: string,
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

  start(): void {
    readBody(this.request, this.rules.bodyLimitBytes, (body) => {
      if (this.#over) return;
      if (body === 'too-large') {
        this.#refuse('body-too-large');
        return;
      }
      this.#body = body;
      this.#send();
    });
  }

  /**
   * The gateway is about to end. A request that has come whole goes on to its answer, which `isLast` of its connection
   * closes; one that is still on its way is refused, or a client that sends slowly would hold up the end.
   */
  onDrain(isLast: boolean): void {
    if (this.#over) return;
    if (this.#body === undefined) this.#refuse('draining');
    else if (isLast) this.response.shouldKeepAlive = false;
  }

  #send(): void {
    const { policy, serving, tally } = this.backstage;
    const candidates = serving().filter((instance) => this.#canTake(instance));
    const instance = policy.choose(candidates) ?? this.#sameAgain();
    if (instance === undefined) {
      this.#refuse(this.#whyNobody());
      return;
    }
    if (this.#failures > 0) tally.retries++;
    else if (this.#refusals > 0) tally.passedOn++;
    this.#tried.add(instance);
    const attempt = new Attempt(instance, this.response, this.id, {
      mayPassOn: () => serving().some((other) => other.ready && this.#canTake(other)),
      onEnd: (end) => this.#onEnd(instance, end),
    });
    this.#attempt = attempt;
    attempt.start(requestHeaders(this.request.headers, this.id), this.#body ?? Buffer.alloc(0));
  }

  #canTake(instance: Instance): boolean {
    return instance.outstanding < this.rules.mostOutstanding && !this.#tried.has(instance);
  }

  /** The instance that failed, if it is ready still and there is no other: a kept-alive connection may end at any time. */
  #sameAgain(): Instance | undefined {
    if (this.#failures === 0) return undefined;
    return this.backstage.serving().find((instance) => instance.ready && this.#tried.has(instance));
  }

  #whyNobody(): FailureCode {
    if (this.#refusals > 0) return 'queue-full';
    return this.backstage.serving().some(({ ready }) => ready) ? 'queue-full' : 'no-worker-ready';
  }

  #onEnd(instance: Instance, end: AttemptEnd): void {
    this.#attempt = undefined;
    if (this.#over) return;
    switch (end) {
      case 'answered':
        this.#end();
        return;
      case 'refused':
        this.#refusals++;
        this.#send();
        return;
      case 'broken-off':
        // A second status cannot be sent: the client must see that this answer is not whole.
        this.#brokenOff = true;
        this.backstage.tally.brokenOff++;
        this.response.destroy();
        this.backstage.onFailure(instance);
        return;
      case 'failed':
        this.backstage.onFailure(instance);
        this.#failures++;
        if (this.#failures > 1) this.#refuse('worker-failed');
        else this.#send();
        return;
    }
  }

  #onTimeout(): void {
    this.#attempt?.abort();
    // Also of an answer that is complete here, and that the client does not take.
    if (this.response.headersSent) this.response.destroy();
    else this.#refuse(this.#body === undefined ? 'request-too-slow' : 'timeout');
  }

  #refuse(reason: FailureCode): void {
    this.#end();
    refuse(this.response, reason, this.id);
  }

  #finalStatus(): number {
    if (this.response.writableFinished) return this.response.statusCode;
    return FAILURES[this.#brokenOff ? 'worker-failed' : 'client-left'].status;
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#attempt?.abort();
    this.#attempt = undefined;
  }
}
