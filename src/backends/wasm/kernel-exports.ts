/**
 * What a module compiled from assembly/ exports; each kernel is described there. Addresses and strides are bytes within
 * the memory that the module was instantiated with.
 */
export interface KernelExports {
  packedBytes(count: number, d: number): number;
  scratchBytes(): number;
  packQueries(queries: number, count: number, d: number, packed: number): void;
  measureRows(
    metric: number,
    rows: number,
    d: number,
    first: number,
    count: number,
    norms: number,
    biases: number,
  ): void;
  offerNearest(
    metric: number,
    rows: number,
    biases: number,
    d: number,
    first: number,
    count: number,
    packed: number,
    queries: number,
    keys: number,
    ids: number,
    sizes: number,
    thresholds: number,
    capacity: number,
    scratch: number,
  ): void;
  settle(
    metric: number,
    rows: number,
    n: number,
    d: number,
    longest: number,
    shortest: number,
    query: number,
    k: number,
    workers: number,
    heapKeys: number,
    heapIds: number,
    heapStride: number,
    heapSizes: number,
    sizeStride: number,
    capacity: number,
    values: number,
    ids: number,
    size: number,
    limit: number,
    certain: number,
  ): void;
  offerExactly(
    metric: number,
    rows: number,
    biases: number,
    d: number,
    first: number,
    count: number,
    queryRows: number,
    packed: number,
    queries: number,
    values: number,
    ids: number,
    sizes: number,
    limits: number,
    k: number,
    scratch: number,
  ): void;
  mergeExact(
    values: number,
    valueStride: number,
    ids: number,
    idStride: number,
    sizes: number,
    sizeStride: number,
    workers: number,
    k: number,
  ): void;
  writeDistances(
    metric: number,
    rows: number,
    biases: number,
    n: number,
    d: number,
    first: number,
    count: number,
    queryRows: number,
    queryBiases: number,
    packed: number,
    queries: number,
    safe: number,
    out: number,
    scratch: number,
  ): void;
  rowDistances(
    metric: number,
    x: number,
    y: number,
    d: number,
    first: number,
    count: number,
    out: number,
  ): void;
  assignRows(
    metric: number,
    rows: number,
    biases: number,
    d: number,
    first: number,
    count: number,
    packed: number,
    centroidBiases: number,
    groups: number,
    labels: number,
    firsts: number,
    seconds: number,
    scratch: number,
  ): void;
  assignExactly(
    metric: number,
    rows: number,
    d: number,
    first: number,
    count: number,
    centroids: number,
    k: number,
    labels: number,
    firsts: number,
    seconds: number,
  ): void;
  quantiseRows(
    metric: number,
    rows: number,
    d: number,
    first: number,
    count: number,
    copies: number,
    terms: number,
  ): void;
  quantiseQuery(metric: number, query: number, d: number, wide: number, terms: number): void;
  boundRows(
    copies: number,
    terms: number,
    n: number,
    d: number,
    first: number,
    count: number,
    wide: number,
    queryTerms: number,
    queries: number,
    lows: number,
    values: number,
    ids: number,
    sizes: number,
    k: number,
    scratch: number,
  ): void;
  measureSurvivors(
    metric: number,
    rows: number,
    n: number,
    d: number,
    query: number,
    queryTerms: number,
    lows: number,
    survivors: number,
    highs: number,
    values: number,
    ids: number,
    size: number,
    measured: number,
    k: number,
  ): void;
  readAll(at: number, bytes: number): number;
  multiplyAddAll(rounds: number, seed: number): number;
  multiplyAddInt8All(rounds: number, seed: number): number;
}

/** The numbers by which kernels know metrics. */
export const METRIC_NUMBERS = { l2: 0, cosine: 1, dot: 2, l1: 3 } as const;

/** Bytes of what is kept of a row beside its int8 copy, and of a query. */
export const ROW_TERM_BYTES = 32;
export const QUERY_TERM_BYTES = 48;
