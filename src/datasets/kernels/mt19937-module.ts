/**
 * A WebAssembly module, assembled here, that twists and tempers MT19937 four words at a time: plain JavaScript
 * spends its time on bounds checks and reaches a fifth of the speed.
 *
 * Blocks lie one after another in its memory, the last one known at `0`, and word i + 624 is made of words i, i + 1 and
 * i + 397; so, with no wrap-around, four neighbouring words never depend on each other.
 */

type Code = readonly number[];

const WORD = 4;
const BLOCK_BYTES = 624 * WORD;
const LAG_BYTES = 397 * WORD;
const VECTOR_BYTES = 16;

/** Most blocks one call makes: the working set stays within a first-level cache. */
export const MOST_BLOCKS = 8;
/** Where the numbers made by a call lie. */
export const OUTPUT_BYTES_OFFSET = BLOCK_BYTES * (MOST_BLOCKS + 1);

function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  if (value >= -64 && value < 64) return [value & 0x7f];
  return [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

const simd = (opcode: number, ...parts: Code[]): Code => [...parts.flat(), 0xfd, ...unsigned(opcode)];
const i32 = (value: number): Code => [0x41, ...signed(value)];
const get = (local: number): Code => [0x20, ...unsigned(local)];
const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
const advance = (local: number, bytes: number): Code => set(local, [...get(local), ...i32(bytes), 0x6a]);

// Alignment is only a hint, and the neighbours' loads are unaligned: 0 says nothing.
const load = (pointer: Code, offset: number): Code => [...simd(0x00, pointer), 0, ...unsigned(offset)];
const store = (pointer: Code, offset: number, value: Code): Code => [
  ...simd(0x0b, pointer, value),
  0,
  ...unsigned(offset),
];

function constant(view: Int32Array | Float64Array): Code {
  return [...simd(0x0c), ...new Uint8Array(view.buffer)];
}
const words = (value: number): Code => constant(new Int32Array(4).fill(value));
const doubles = (value: number): Code => constant(new Float64Array(2).fill(value));

const and = (a: Code, b: Code): Code => simd(0x4e, a, b);
const xor = (a: Code, b: Code): Code => simd(0x51, a, b);
const select = (a: Code, b: Code, mask: Code): Code => simd(0x52, a, b, mask);
const shiftLeft = (a: Code, bits: number): Code => simd(0xab, a, i32(bits));
const shiftRightSigned = (a: Code, bits: number): Code => simd(0xac, a, i32(bits));
const shiftRight = (a: Code, bits: number): Code => simd(0xad, a, i32(bits));
const lowToDoubles = (a: Code): Code => simd(0xfe, a);
const add = (a: Code, b: Code): Code => simd(0xf0, a, b);
const multiply = (a: Code, b: Code): Code => simd(0xf2, a, b);
const toFloats = (a: Code): Code => simd(0x5e, a);

/** Four words of the eight in a and b. */
function pick(a: Code, b: Code, lanes: Code): Code {
  const bytes = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * WORD + byte));
  return [...simd(0x0d, a, b), ...bytes];
}

// Parameters and locals of every function: bytes of blocks to make, then these.
const BYTES = 0;
const AT = 1;
const OUT = 2;
const FIRST = 3;
const SECOND = 4;
const HIGH = 5;
const LOW = 6;

function recur(offset: number): Code {
  const next = load(get(AT), offset + WORD);
  const mixed = select(load(get(AT), offset), next, words(0x80000000 | 0));
  const odd = and(shiftRightSigned(shiftLeft(next, 31), 31), words(0x9908b0df | 0));
  return xor(xor(load(get(AT), offset + LAG_BYTES), shiftRight(mixed, 1)), odd);
}

/** Makes four words and keeps them in a local. */
function makeWords(local: number, offset: number): Code {
  return [...set(local, recur(offset)), ...store(get(AT), offset + BLOCK_BYTES, get(local))];
}

function temper(local: number): Code {
  const word = get(local);
  return [
    ...set(local, xor(word, shiftRight(word, 11))),
    ...set(local, xor(word, and(shiftLeft(word, 7), words(0x9d2c5680 | 0)))),
    ...set(local, xor(word, and(shiftLeft(word, 15), words(0xefc60000 | 0)))),
    ...set(local, xor(word, shiftRight(word, 18))),
  ];
}

/** Two doubles on [0, 1): the high and low parts are exact, and so is their sum of 53 bits. */
function uniforms(high: Code, low: Code): Code {
  return add(multiply(lowToDoubles(high), doubles(2 ** -27)), multiply(lowToDoubles(low), doubles(2 ** -53)));
}

const upper = (value: Code): Code => pick(value, value, [2, 3, 2, 3]);

/** Splits eight words into the high and low parts of four numbers. */
const SPLIT: Code = [
  ...temper(FIRST),
  ...temper(SECOND),
  ...set(HIGH, shiftRight(pick(get(FIRST), get(SECOND), [0, 2, 4, 6]), 5)),
  ...set(LOW, shiftRight(pick(get(FIRST), get(SECOND), [1, 3, 5, 7]), 6)),
];
const FRONT = uniforms(get(HIGH), get(LOW));
const BACK = uniforms(upper(get(HIGH)), upper(get(LOW)));

const NOTHING: Code = [];
const FLOATS: Code = [
  ...SPLIT,
  ...store(get(OUT), 0, pick(toFloats(FRONT), toFloats(BACK), [0, 1, 4, 5])),
  ...advance(OUT, VECTOR_BYTES),
];
const DOUBLES: Code = [
  ...SPLIT,
  ...store(get(OUT), 0, FRONT),
  ...store(get(OUT), VECTOR_BYTES, BACK),
  ...advance(OUT, 2 * VECTOR_BYTES),
];

/** A function of (bytes of blocks): makes eight words at a time and hands them to `use`. */
function body(use: Code): Code {
  const LOOP = [0x03, 0x40];
  const AGAIN_IF = [0x0d, 0x00];
  const END = 0x0b;
  const LESS = 0x48;
  const code = [
    // Locals: two pointers and four vectors.
    ...[2, 2, 0x7f, 4, 0x7b],
    ...set(OUT, i32(OUTPUT_BYTES_OFFSET)),
    ...LOOP,
    ...makeWords(FIRST, 0),
    ...makeWords(SECOND, VECTOR_BYTES),
    ...use,
    ...advance(AT, 2 * VECTOR_BYTES),
    ...get(AT),
    ...get(BYTES),
    LESS,
    ...AGAIN_IF,
    END,
    END,
  ];
  return [...unsigned(code.length), ...code];
}

function section(id: number, items: readonly Code[]): Code {
  const content = [...unsigned(items.length), ...items.flat()];
  return [id, ...unsigned(content.length), ...content];
}

function exported(name: string, kind: number, index: number): Code {
  return [name.length, ...[...name].map((letter) => letter.charCodeAt(0)), kind, index];
}

/** The module's bytes: exports `memory` and `skip`, `floats` and `doubles`, each taking the bytes of blocks to make. */
export function mt19937Module(): Uint8Array<ArrayBuffer> {
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, 1, 0x7f, 0]]),
    ...section(3, [[0], [0], [0]]),
    ...section(5, [[0x00, 1]]),
    ...section(7, [
      exported('memory', 2, 0),
      exported('skip', 0, 0),
      exported('floats', 0, 1),
      exported('doubles', 0, 2),
    ]),
    ...section(10, [body(NOTHING), body(FLOATS), body(DOUBLES)]),
  ]);
}
