import type { FailureCode } from '../../http/failures.js';
import type { Policy } from '../policies/policy.js';
import type { Instance } from '../workers/instance.js';
import { Attempt, type AttemptEnd } from './attempt.js';
import type { Call } from './exchange.js';
import { requestHeaders } from './forwarded-headers.js';
import type { Tally } from './tally.js';

export interface DispatchRules {
  readonly policy: Policy;
  readonly tally: Tally;
  /** Requests that may be outstanding at one instance. */
  readonly mostOutstanding: number;
  serving(): readonly Instance[];
  /** The instance failed a request without answering: it may be gone. */
  onFailure(instance: Instance): void;
}

/** Hands a request on to a worker at once; what is returned ends that worker's work for it. */
export function dispatch(call: Call, rules: DispatchRules): () => void {
  const dispatched = new Dispatch(call, rules);
  dispatched.start();
  return () => dispatched.abort();
}

/** To another worker where one refuses a request, and once again where one fails. */
class Dispatch {
  readonly #tried = new Set<Instance>();
  #attempt: Attempt | undefined;
  #failures = 0;
  #refusals = 0;

  constructor(
    private readonly call: Call,
    private readonly rules: DispatchRules,
  ) {}

  start(): void {
    this.#send();
  }

  /** Nobody waits for the answer. */
  abort(): void {
    this.#attempt?.abort();
    this.#attempt = undefined;
  }

  #send(): void {
    const { policy, serving, tally } = this.rules;
    const candidates = serving().filter((instance) => this.#canTake(instance));
    const instance = policy.choose(candidates) ?? this.#sameAgain();
    if (instance === undefined) {
      this.call.refuse(this.#whyNobody());
      return;
    }
    if (this.#failures > 0) tally.retries++;
    else if (this.#refusals > 0) tally.passedOn++;
    this.#tried.add(instance);
    const { response, id, headers, body } = this.call;
    const attempt = new Attempt(instance, response, id, {
      mayPassOn: () => serving().some((other) => other.ready && this.#canTake(other)),
      onEnd: (end) => this.#onEnd(instance, end),
    });
    this.#attempt = attempt;
    attempt.start(requestHeaders(headers, id), body);
  }

  #canTake(instance: Instance): boolean {
    return instance.outstanding < this.rules.mostOutstanding && !this.#tried.has(instance);
  }

  /** The instance that failed, if it is ready still and there is no other: a kept-alive connection may end at any time. */
  #sameAgain(): Instance | undefined {
    if (this.#failures === 0) return undefined;
    return this.rules.serving().find((instance) => instance.ready && this.#tried.has(instance));
  }

  #whyNobody(): FailureCode {
    if (this.#refusals > 0) return 'queue-full';
    return this.rules.serving().some(({ ready }) => ready) ? 'queue-full' : 'no-worker-ready';
  }

  #onEnd(instance: Instance, end: AttemptEnd): void {
    this.#attempt = undefined;
    switch (end) {
      case 'answered':
        this.call.answered();
        return;
      case 'refused':
        this.#refusals++;
        this.#send();
        return;
      case 'broken-off':
        this.call.brokenOff();
        this.rules.onFailure(instance);
        return;
      case 'failed':
        this.rules.onFailure(instance);
        this.#failures++;
        if (this.#failures > 1) this.call.refuse('worker-failed');
        else this.#send();
        return;
    }
  }
}
