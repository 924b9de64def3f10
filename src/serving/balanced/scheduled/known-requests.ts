import type { Request } from '../../../scheduling/policy.js';

interface Known {
  readonly request: Request;
  isRunning: boolean;
  /** Nobody waits for its answer any more. */
  isLeft: boolean;
}

/** The requests that a policy knows and that have no end yet: they wait for a decision, or run. */
export class KnownRequests {
  readonly #known = new Map<number, Known>();
  #running = 0;

  get waiting(): number {
    return this.#known.size - this.#running;
  }

  add(request: Request): void {
    this.#known.set(request.id, { request, isRunning: false, isLeft: false });
  }

  /** Whether somebody waits for its answer. */
  isAwaited({ id }: Request): boolean {
    return this.#known.get(id)?.isLeft === false;
  }

  /** @returns why they cannot be run, and then none is */
  run(requests: readonly Request[]): string | undefined {
    const all = new Set(requests.flatMap(({ id }) => this.#known.get(id) ?? []));
    const other = requests.find(({ id }) => this.#known.get(id)?.isRunning !== false);
    if (other !== undefined) return `it ran request ${other.id}, which does not wait`;
    if (all.size < requests.length) return 'it ran a request twice in one batch';
    for (const known of all) known.isRunning = true;
    this.#running += all.size;
    return undefined;
  }

  /** @returns why it cannot be dropped */
  drop({ id }: Request): string | undefined {
    if (this.#known.get(id)?.isRunning !== false) return `it dropped request ${id}, which does not wait`;
    this.#known.delete(id);
    return undefined;
  }

  /** @returns whether it waited; one that runs is known until it ends */
  leave({ id }: Request): boolean {
    const known = this.#known.get(id);
    if (known === undefined) return false;
    known.isLeft = true;
    if (!known.isRunning) this.#known.delete(id);
    return !known.isRunning;
  }

  finish(requests: readonly Request[]): void {
    for (const { id } of requests) {
      if (this.#known.delete(id)) this.#running--;
    }
  }

  /** They wait again. @returns those for which nobody does */
  lose(requests: readonly Request[]): readonly Request[] {
    const lost = requests.flatMap(({ id }) => this.#known.get(id) ?? []);
    for (const known of lost) known.isRunning = false;
    this.#running -= lost.length;
    return lost.flatMap(({ request, isLeft }) => (isLeft ? request : []));
  }

  /** All that wait, which are known no more. */
  takeWaiting(): readonly Request[] {
    const waiting = [...this.#known.values()].flatMap(({ request, isRunning }) => (isRunning ? [] : request));
    for (const { id } of waiting) this.#known.delete(id);
    return waiting;
  }
}
