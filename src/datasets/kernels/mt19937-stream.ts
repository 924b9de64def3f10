import { type Mt19937, nextDouble, STATE_WORDS, twist } from '../../stats/kernels/mt19937.js';
import { MOST_BLOCKS, mt19937Module, OUTPUT_BYTES_OFFSET } from './mt19937-module.js';

const BLOCK_BYTES = STATE_WORDS * 4;
const BLOCK_DOUBLES = STATE_WORDS / 2;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  skip(bytes: number): void;
  floats(bytes: number): void;
  doubles(bytes: number): void;
}

// The namespace is not in the ECMAScript library's types, and those of the DOM would bring a browser's globals.
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}
const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

let compiled: object | undefined;

/** MT19937 in bulk: the same numbers as one by one, whole blocks at a time. */
export class Mt19937Stream implements Mt19937 {
  readonly key: Int32Array;
  position = STATE_WORDS;
  readonly #exports: Exports;
  readonly #blocks: Int32Array;
  readonly #floats: Float32Array;
  readonly #doubles: Float64Array;

  constructor() {
    compiled ??= new WebAssembly.Module(mt19937Module());
    this.#exports = new WebAssembly.Instance(compiled).exports as Exports;
    const { buffer } = this.#exports.memory;
    this.key = new Int32Array(buffer, 0, STATE_WORDS);
    this.#blocks = new Int32Array(buffer, 0, (MOST_BLOCKS + 1) * STATE_WORDS);
    this.#floats = new Float32Array(buffer, OUTPUT_BYTES_OFFSET, MOST_BLOCKS * BLOCK_DOUBLES);
    this.#doubles = new Float64Array(buffer, OUTPUT_BYTES_OFFSET, MOST_BLOCKS * BLOCK_DOUBLES);
  }

  /** Fills `into` with uniform numbers on [0, 1), rounded to float32 where it is a Float32Array. */
  uniform(into: Float32Array | Float64Array): void {
    const made = into instanceof Float32Array ? this.#floats : this.#doubles;
    const make = into instanceof Float32Array ? this.#exports.floats : this.#exports.doubles;
    let at = 0;
    // After an odd number of words a double straddles two blocks, which the bulk path cannot make.
    while (at < into.length) {
      const blocks = Math.min(MOST_BLOCKS, Math.floor((into.length - at) / BLOCK_DOUBLES));
      if (this.position < STATE_WORDS || blocks === 0) {
        into[at++] = nextDouble(this);
        continue;
      }
      make(blocks * BLOCK_BYTES);
      this.#keepLast(blocks);
      into.set(made.subarray(0, blocks * BLOCK_DOUBLES), at);
      at += blocks * BLOCK_DOUBLES;
    }
  }

  /** Passes over `words` output words. */
  skip(words: number): void {
    const rest = Math.min(words, STATE_WORDS - this.position);
    this.position += rest;
    let blocks = Math.floor((words - rest) / STATE_WORDS);
    const left = (words - rest) % STATE_WORDS;
    while (blocks > 0) {
      const now = Math.min(MOST_BLOCKS, blocks);
      this.#exports.skip(now * BLOCK_BYTES);
      this.#keepLast(now);
      blocks -= now;
    }
    if (left === 0) return;
    twist(this.key);
    this.position = left;
  }

  #keepLast(blocks: number): void {
    this.#blocks.copyWithin(0, blocks * STATE_WORDS, (blocks + 1) * STATE_WORDS);
  }
}
