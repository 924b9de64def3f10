import { totalmem } from 'node:os';
import { ARENA_BYTES, Arena, WORKING_BYTES } from './arena.js';
import { collectGarbage } from './collect-garbage.js';
import { OutOfMemoryError } from './out-of-memory-error.js';
import { Region } from './region.js';

/** Vectors of four floats are read up to 12 bytes past the last of an array. */
const PADDING_BYTES = 16;

export interface MemoryLimits {
  /** Of all arenas together. */
  readonly mostBytes: number;
  readonly arenaBytes: number;
  /** Of an arena, what rows may not take. */
  readonly workingBytes: number;
}

/** Rows of a block: where they lie, and which region they keep alive. */
export interface HeldRows {
  readonly arena: Arena;
  readonly address: number;
  readonly region: Region;
}

/** Hands out WebAssembly memory, which one arena has too little of: a new one is opened when all are full. */
export class MemoryBank {
  readonly #arenas: Arena[] = [];
  /** By arena and address. */
  readonly #regions = new Map<string, Region>();
  /** An arena's buffer is another object each time that it has grown; older ones live on in their views. */
  readonly #arenaOf = new WeakMap<ArrayBufferLike, Arena>();

  constructor(
    private readonly onOpen: (arena: Arena) => void,
    private readonly limits: MemoryLimits = hostLimits(),
  ) {}

  /** Most bytes of one block of rows: half an arena, so that two of a stream find room in one. */
  get mostBlockBytes(): number {
    return Math.floor((this.limits.arenaBytes - this.limits.workingBytes) / 2) - 2 ** 16;
  }

  /** Bytes that all arenas may take together. */
  get mostBytes(): number {
    return this.limits.mostBytes;
  }

  /** Bytes of all arenas. */
  get heldBytes(): number {
    return this.#arenas.reduce((sum, { size }) => sum + size, 0);
  }

  get freeBytes(): number {
    return this.#arenas.reduce((sum, { freeBytes }) => sum + freeBytes, 0);
  }

  /** Memory for rows, to be read into. @throws OutOfMemoryError */
  allocate(length: number): Float32Array {
    const { arena, address } = this.#takeRows(length);
    const array = arena.floats(address, length);
    this.#arenaOf.set(array.buffer, arena);
    this.#keep(new Region(arena, address, bytesOf(length), array));
    return array;
  }

  /** Holds rows for a block: where they are if that is memory from here, and else in a copy. @throws OutOfMemoryError */
  hold(data: Float32Array, length: number): HeldRows {
    const known = this.#regionOf(data);
    if (known !== undefined) {
      known.blocks++;
      return { arena: known.arena, address: data.byteOffset, region: known };
    }
    const { arena, address } = this.#takeRows(length);
    arena.floats(address, length).set(data.subarray(0, length));
    const region = new Region(arena, address, bytesOf(length));
    region.blocks = 1;
    this.#keep(region);
    return { arena, address, region };
  }

  letGo({ region }: HeldRows): void {
    region.blocks--;
    this.#freeIfDead(region);
  }

  /** An address in an arena for what a call needs while it runs, or a block beside its rows. @throws OutOfMemoryError */
  takeWorking(arena: Arena, bytes: number): number {
    const padded = bytes + PADDING_BYTES;
    const address = this.#takeOf(arena, padded, this.limits.arenaBytes);
    if (address === undefined) throw new OutOfMemoryError(bytes, 'the memory that the rows lie in is full');
    return address;
  }

  giveWorking(arena: Arena, address: number, bytes: number): void {
    arena.give(address, bytes + PADDING_BYTES);
  }

  /** The arena for work that goes with no block. */
  anyArena(): Arena {
    return this.#arenas[0] ?? this.#open(0);
  }

  #takeRows(length: number): { arena: Arena; address: number } {
    const bytes = bytesOf(length);
    const limit = this.limits.arenaBytes - this.limits.workingBytes;
    if (bytes > limit) {
      throw new OutOfMemoryError(
        bytes,
        `one memory holds ${Math.floor(limit / 2 ** 20)} MiB of rows at most`,
      );
    }
    for (const arena of this.#arenas) {
      const address = arena.take(bytes, limit);
      if (address !== undefined) return { arena, address };
    }
    this.#sweep(bytes);
    for (const arena of this.#arenas) {
      const address = this.#takeOf(arena, bytes, limit);
      if (address !== undefined) return { arena, address };
    }
    const arena = this.#open(bytes);
    const address = this.#takeOf(arena, bytes, limit);
    if (address === undefined) throw new OutOfMemoryError(bytes, 'a new memory is too small');
    return { arena, address };
  }

  #takeOf(arena: Arena, bytes: number, limit: number): number | undefined {
    const address = arena.take(bytes, limit);
    if (address !== undefined) return address;
    this.#checkTotal(bytes);
    try {
      return arena.grow(bytes, limit) ? arena.take(bytes, limit) : undefined;
    } catch (cause) {
      throw new OutOfMemoryError(bytes, 'the system gives no more', { cause });
    }
  }

  #open(bytes: number): Arena {
    this.#checkTotal(bytes);
    try {
      const arena = new Arena(this.#arenas.length, this.limits.arenaBytes);
      this.#arenas.push(arena);
      this.onOpen(arena);
      return arena;
    } catch (cause) {
      throw new OutOfMemoryError(bytes, 'the system gives no more', { cause });
    }
  }

  #checkTotal(bytes: number): void {
    const { mostBytes } = this.limits;
    if (this.heldBytes + bytes <= mostBytes) return;
    const [held, most] = [this.heldBytes, mostBytes].map((all) => Math.floor(all / 2 ** 20));
    throw new OutOfMemoryError(bytes, `${held} of at most ${most} MiB are in use`);
  }

  /** Frees what nobody can reach any more, asking the garbage collector where that might yield as much as is needed. */
  #sweep(bytes: number): void {
    const idle = [...this.#regions.values()].filter(({ isIdle }) => isIdle);
    if (idle.reduce((sum, region) => sum + region.bytes, 0) < bytes) return;
    collectGarbage();
    for (const region of idle) this.#freeIfDead(region);
  }

  #freeIfDead(region: Region): void {
    if (!region.isDead) return;
    this.#regions.delete(keyOf(region.arena, region.address));
    region.arena.give(region.address, region.bytes);
  }

  #keep(region: Region): void {
    this.#regions.set(keyOf(region.arena, region.address), region);
  }

  #regionOf(data: Float32Array): Region | undefined {
    const arena = this.#arenaOf.get(data.buffer);
    if (arena === undefined) return undefined;
    const whole = this.#regions.get(keyOf(arena, data.byteOffset));
    if (whole !== undefined) return whole;
    for (const region of this.#regions.values()) {
      if (region.arena === arena && region.holds(data.byteOffset)) return region;
    }
    return undefined;
  }
}

function keyOf({ index }: Arena, address: number): string {
  return `${index}:${address}`;
}

function bytesOf(length: number): number {
  return length * Float32Array.BYTES_PER_ELEMENT + PADDING_BYTES;
}

/** @param hasCopies whether a quarter of an arena must be left to int8 copies of its rows */
export function hostLimits(hasCopies = false): MemoryLimits {
  const constrained = process.constrainedMemory();
  const host = totalmem();
  const mostBytes = constrained > 0 ? Math.min(constrained, host) : host;
  const workingBytes = WORKING_BYTES + (hasCopies ? ARENA_BYTES / 4 : 0);
  return { mostBytes, arenaBytes: ARENA_BYTES, workingBytes };
}
