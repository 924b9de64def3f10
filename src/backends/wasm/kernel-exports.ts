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
}

/** The numbers by which kernels know metrics. */
export const METRIC_NUMBERS = { l2: 0, cosine: 1, dot: 2, l1: 3 } as const;
