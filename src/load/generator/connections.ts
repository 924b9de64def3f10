import { Connection, type Endpoint } from './http1/connection.js';

/**
 * Connections to one server, by default as many as requests are in flight: with a limit, a request waits here for another's
 * answer, which only latency from its intended time shows. The one that was used last is taken first: the cost does not
 * grow with their number, and those that nobody needs grow old at the bottom.
 */
export class Connections {
  #free: Connection[] = [];
  readonly #all = new Set<Connection>();
  #most = 0;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly limit: number,
  ) {}

  /** The most that there were at once. */
  get most(): number {
    return this.#most;
  }

  /** @returns undefined when all that may be are in use */
  take(): Connection | undefined {
    for (let free = this.#free.pop(); free !== undefined; free = this.#free.pop()) {
      if (free.isUsable(performance.now())) return free;
      this.drop(free);
    }
    if (this.#all.size >= this.limit) return undefined;
    const connection = new Connection(this.endpoint, this.#forget);
    this.#all.add(connection);
    this.#most = Math.max(this.#most, this.#all.size);
    return connection;
  }

  /** Takes a connection back whose answer is there. */
  release(connection: Connection): void {
    if (connection.isUsable(performance.now())) this.#free.push(connection);
    else this.drop(connection);
  }

  /** Ends a connection, whatever it is at. */
  drop(connection: Connection): void {
    this.#all.delete(connection);
    connection.destroy();
  }

  destroy(): void {
    for (const connection of this.#all) connection.destroy();
    this.#all.clear();
    this.#free = [];
  }

  readonly #forget = (connection: Connection) => {
    this.#all.delete(connection);
  };
}
