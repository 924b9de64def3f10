/** The weights in a GPU's memory, in whole pages, with those used longest ago first to go. */
export class PageCache {
  /** In the order of last use. */
  readonly #held = new Map<number, { readonly pages: number; isLoaded: boolean }>();
  #freePages: number;

  constructor(readonly capacityPages: number) {
    this.#freePages = capacityPages;
  }

  /** There or on the way. */
  holds(model: number): boolean {
    return this.#held.has(model);
  }

  isLoaded(model: number): boolean {
    return this.#held.get(model)?.isLoaded === true;
  }

  used(model: number): void {
    const held = this.#held.get(model);
    if (held === undefined) return;
    this.#held.delete(model);
    this.#held.set(model, held);
  }

  /** What is to be evicted for so many pages; undefined where what may go is not enough. */
  evictionsFor(pages: number, mayGo: (model: number) => boolean): number[] | undefined {
    const out: number[] = [];
    let free = this.#freePages;
    for (const [model, held] of this.#held) {
      if (free >= pages) break;
      if (!held.isLoaded || !mayGo(model)) continue;
      out.push(model);
      free += held.pages;
    }
    return free >= pages ? out : undefined;
  }

  load(model: number, pages: number, evict: readonly number[]): void {
    for (const out of evict) {
      this.#freePages += this.#held.get(out)?.pages ?? 0;
      this.#held.delete(out);
    }
    this.#freePages -= pages;
    this.#held.set(model, { pages, isLoaded: false });
  }

  loaded(model: number): void {
    const held = this.#held.get(model);
    if (held !== undefined) held.isLoaded = true;
  }

  clear(): void {
    this.#held.clear();
    this.#freePages = this.capacityPages;
  }
}
