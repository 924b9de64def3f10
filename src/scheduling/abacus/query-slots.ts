import type { AbacusQuery } from './query.js';

/** A query that was taken from its line, and how many of its segments are run or sent. */
export interface Candidate {
  readonly query: AbacusQuery;
  readonly reached: number;
}

/** First come, first served lines of queries, one for each model, and the head of each that is being decided about. */
export class QuerySlots {
  readonly #lines: AbacusQuery[][];
  readonly #heads: (Candidate | undefined)[];

  constructor(models: number) {
    this.#lines = Array.from({ length: models }, () => []);
    this.#heads = new Array(models).fill(undefined);
  }

  add(query: AbacusQuery): void {
    this.#lines[query.model]?.push(query);
  }

  /** Takes the next query of every model of which none is being decided about. @returns all that are, in the order of models */
  refill(): Candidate[] {
    for (const [model, line] of this.#lines.entries()) {
      if (this.#heads[model] !== undefined) continue;
      const query = line.shift();
      this.#heads[model] = query && { query, reached: 0 };
    }
    return this.#heads.filter((head) => head !== undefined);
  }

  /** Says how far a query has been sent; one that has been sent to its end leaves its slot. */
  reach(query: AbacusQuery, reached: number): void {
    this.#heads[query.model] = reached === query.network.segments ? undefined : { query, reached };
  }

  /** Forgets a query. */
  remove({ id, model }: AbacusQuery): void {
    if (this.#heads[model]?.query.id === id) this.#heads[model] = undefined;
    const line = this.#lines[model];
    const at = line?.findIndex((query) => query.id === id) ?? -1;
    if (at >= 0) line?.splice(at, 1);
  }

  /** After a GPU lost `queries`, and with them what it kept of all others: every query begins anew, the lost ones first. */
  restart(queries: readonly AbacusQuery[]): void {
    for (const [model, line] of this.#lines.entries()) {
      const head = this.#heads[model]?.query;
      const lost = queries.filter((query) => query.model === model && query.id !== head?.id);
      line.unshift(...lost, ...(head === undefined ? [] : [head]));
      this.#heads[model] = undefined;
    }
  }
}
