import { Client } from 'undici';

/**
 * Connections to one server, by default as many as requests are in flight: with a limit, a request waits here for another's
 * answer, which only latency from its intended time shows. A free one is taken from the top of a stack, so that its cost does not grow
 * with their number as undici's own pools search theirs.
 */
export class Connections {
  readonly #free: Client[] = [];
  readonly #all = new Set<Client>();
  #most = 0;

  constructor(
    private readonly origin: string,
    private readonly connectTimeoutMs: number,
    private readonly limit: number,
  ) {}

  /** The most that there were at once. */
  get most(): number {
    return this.#most;
  }

  /** @returns undefined when all that may be are in use */
  take(): Client | undefined {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#all.size >= this.limit) return undefined;
    // A request has its own time limit, from when it was meant to leave: undici's would count from elsewhere.
    const client = new Client(this.origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: this.connectTimeoutMs },
    });
    this.#all.add(client);
    this.#most = Math.max(this.#most, this.#all.size);
    return client;
  }

  release(client: Client): void {
    this.#free.push(client);
  }

  /** Ends a connection whose request was given up. */
  drop(client: Client): void {
    this.#all.delete(client);
    client.destroy().catch(() => undefined);
  }

  destroy(): void {
    for (const client of this.#all) client.destroy().catch(() => undefined);
    this.#all.clear();
    this.#free.length = 0;
  }
}
