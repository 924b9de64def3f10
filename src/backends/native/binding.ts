import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { EngineName } from './engine-names.js';

declare const ENGINE: unique symbol;
declare const BLOCK: unique symbol;

/** Threads and the kernels they run. */
export interface EngineHandle {
  readonly [ENGINE]: never;
}

/** Rows and what is kept of them beside. The rows themselves stay in the caller's array, which it keeps alive. */
export interface BlockHandle {
  readonly [BLOCK]: never;
}

/** The number of a metric in native/src/metric.h. */
export const METRIC_NUMBER = { l2: 0, cosine: 1, dot: 2, l1: 3 } as const;

export type MetricNumber = (typeof METRIC_NUMBER)[keyof typeof METRIC_NUMBER];

/**
 * What the addon offers. Every operation checks its arguments (TypeError with the code ERR_MLS_ARGUMENT), fails when
 * memory runs out (ERR_MLS_MEMORY) or the engine is closed (ERR_MLS_CLOSED), and answers in the arrays it is given: at
 * once if it is tiny, else when its promise resolves. Arrays may not be detached meanwhile.
 */
export interface Binding {
  readonly interface: number;
  /** Instruction sets of this processor, best first. */
  supportedSets(): EngineName[];
  openEngine(threads: number, set: EngineName): EngineHandle;
  closeEngine(engine: EngineHandle): void;
  upload(
    engine: EngineHandle,
    rows: Float32Array,
    n: number,
    d: number,
    metric: MetricNumber,
    /** 1 to keep an int8 copy beside the rows, by which `nearest` searches them; never for l1. */
    isCertified: 0 | 1,
  ): Promise<BlockHandle> | BlockHandle;
  freeBlock(block: BlockHandle): void;
  /** The k nearest rows of each query in no order, into `ids`, row-major `count * k`; `reranked` is told the pairs that a certified search measured. */
  nearest(
    engine: EngineHandle,
    block: BlockHandle,
    queries: Float32Array,
    count: number,
    k: number,
    ids: Int32Array,
    reranked: Float64Array,
  ): Promise<void> | undefined;
  /** Into `out`, row-major `count * n`. */
  distances(
    engine: EngineHandle,
    block: BlockHandle,
    queries: Float32Array,
    count: number,
    out: Float32Array,
  ): Promise<void> | undefined;
  assign(
    engine: EngineHandle,
    block: BlockHandle,
    centroids: Float32Array,
    count: number,
    labels: Int32Array,
    runnersUp: Int32Array,
    first: Float32Array,
    second: Float32Array,
    third: Float32Array,
  ): Promise<void> | undefined;
  rowDistances(
    engine: EngineHandle,
    metric: MetricNumber,
    x: Float32Array,
    y: Float32Array,
    n: number,
    d: number,
    out: Float32Array,
  ): Promise<void> | undefined;
  /** Asks for large pages for an array that nothing has been written to. */
  preferLargePages(floats: Float32Array, count: number): void;
  /** Reads floats once, on all threads. */
  readAll(engine: EngineHandle, floats: Float32Array, count: number): Promise<void> | undefined;
  /** Multiplies and adds in registers on all threads; `operations` is told how many it took. */
  multiplyAdd(engine: EngineHandle, rounds: number, operations: Float64Array): Promise<void> | undefined;
  multiplyAddInt8(engine: EngineHandle, rounds: number, operations: Float64Array): Promise<void> | undefined;
}

/** The same number as in native/binding/addon.c. */
const INTERFACE = 3;

/** Where scripts/build-native.js puts the addon and what it says of its work: the same from sources as when built. */
const BUILD = new URL('../../../build/native/', import.meta.url);

export const ADDON = fileURLToPath(new URL('mls.node', BUILD));
export const BUILD_REPORT = new URL('build.json', BUILD);

/** @throws Error when the addon is missing, does not load here, or was built from other sources */
export function loadBinding(): Binding {
  const binding: Binding = createRequire(import.meta.url)(ADDON);
  if (binding.interface !== INTERFACE) {
    throw new Error(`it was built from other sources (interface ${binding.interface}, not ${INTERFACE})`);
  }
  return binding;
}
