import type { Arena } from './arena.js';

/**
 * Part of an arena that holds rows. It lives as long as the array that was handed out for it, or any block made of it:
 * nobody says when an array is done with, so this is for the garbage collector to tell.
 */
export class Region {
  blocks = 0;
  readonly #array: WeakRef<Float32Array> | undefined;

  constructor(
    readonly arena: Arena,
    readonly address: number,
    readonly bytes: number,
    array?: Float32Array,
  ) {
    this.#array = array && new WeakRef(array);
  }

  /** Free but for an array that may still be in someone's hands. */
  get isIdle(): boolean {
    return this.blocks === 0;
  }

  get isDead(): boolean {
    return this.isIdle && this.#array?.deref() === undefined;
  }

  holds(address: number): boolean {
    return address >= this.address && address < this.address + this.bytes;
  }
}
