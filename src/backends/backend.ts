/**
 * The seam between what is measured and what does the work. A backend is a folder beside this file, named as on the
 * command line and listed in `registry.ts`; suites know backends only through these types.
 */

export const METRICS = ['l2', 'cosine', 'dot', 'l1'] as const;

/**
 * How far apart two vectors are, smaller being nearer: `l2` the Euclidean distance (not its square), `cosine`
 * 1 - cos(x, y) with the cosine of a zero vector taken as 0, `dot` the negated inner product, `l1` the sum of
 * absolute differences.
 */
export type Metric = (typeof METRICS)[number];

/** A row-major matrix: row i is `data[i*d .. (i+1)*d)`. */
export interface Rows {
  readonly n: number;
  readonly d: number;
  readonly data: Float32Array;
}

/** Vectors that need not fit into memory. */
export interface VectorSource {
  /** Names the content, so that equal identities mean equal vectors: the key of every cache. */
  readonly identity: string;
  readonly n: number;
  readonly d: number;
  /** Fills `into` (`count * d` floats, row-major) with rows `start .. start + count`. */
  read(start: number, count: number, into: Float32Array): Promise<void>;
  close(): Promise<void>;
}

/** Arithmetic that decides which rows are selected (`float64` where `certified`); answers are always re-ranked in float64. */
export type Precision = 'float64' | 'float32' | 'float16';

export const PRECISION_MODES = ['full', 'certified'] as const;

/**
 * From which bytes rows are selected. `full`: from the vectors as they are. `certified`: from a quantised copy with a
 * proven bound of its error, every row that the bound does not rule out being measured again from the vectors in
 * float64. The neighbours are those of `full`, always; what is saved is reading.
 */
export type PrecisionMode = (typeof PRECISION_MODES)[number];

/** What really ran: never the name of something that was asked for and replaced. */
export interface EngineIdentity {
  /** One of the backend's engine names, such as `wasm` or `headlessgl`. */
  readonly engine: string;
  /** The device in words, such as a GPU's or a CPU's model name. */
  readonly device: string;
  readonly precision: Precision;
  /** CPU threads that compute; 1 where the engine cannot say. */
  readonly threads: number;
}

export type Probe =
  | ({ readonly state: 'available' } & EngineIdentity)
  | {
      readonly state: 'unavailable';
      readonly engine: string;
      readonly reason: string;
      readonly remedy: string;
    };

/**
 * The parts into which time is split: `wait` for rows that are being read, `load` to check them and hand them to the
 * engine, and what follows. Of vectors that stay resident, `wait` and `load` are over when a cell is open, as is `compile`.
 */
export const PARTS = ['wait', 'load', 'compile', 'compute', 'readback'] as const;
export type Part = (typeof PARTS)[number];

/** The harness's clock, lent to a backend so that it can say which part of its time went where. */
export interface Timeline {
  /** Runs `work`, adding its time (until its promise settles, if it gives one) to `part`. Calls do not nest. */
  time<T>(part: Part, work: () => T): T;
  /** Adds milliseconds that the device measured itself. */
  add(part: Part, ms: number): void;
  /** Runs `work`, which reads vectors while parts are timed: how long it takes is no part, but is told beside them. */
  reading<T>(work: () => Promise<T>): Promise<T>;
}

export interface OpenOptions {
  /** An engine name of the backend; without it, the first one that is available. */
  readonly engine?: string;
  /** CPU threads the engine may use. */
  readonly threads: number;
  /** `full` by default. */
  readonly precision?: PrecisionMode;
  readonly timeline: Timeline;
  /**
   * Bytes that vectors may take of the process's memory at once, with the engine's copies of them and its results for
   * them; without it, as many as fit.
   */
  readonly memoryBytes?: number;
}

/** The k nearest rows of each query: row-major `queries * k`, nearest first, ties by the smaller id. */
export interface Neighbours {
  readonly queries: number;
  /** `min(k asked for, n)`. */
  readonly k: number;
  readonly ids: Int32Array;
  readonly distances: Float64Array;
  /** Pairs of a query and a row that were measured again from the vectors, of a `certified` search. */
  readonly reranked?: number;
}

/** Centroids of K-Means: row-major `k * d`, in float64 so that the mean of many rows loses nothing. */
export interface Centroids {
  readonly k: number;
  readonly d: number;
  readonly data: Float64Array;
}

export const KMEANS_ALGORITHMS = ['lloyd', 'hamerly', 'minibatch'] as const;

/**
 * `lloyd` and `hamerly` give the same answer, `hamerly` skipping rows whose label cannot have changed; `minibatch`
 * moves the centroids after every few rows of a pass, which needs fewer passes and ends elsewhere.
 */
export type KMeansAlgorithm = (typeof KMEANS_ALGORITHMS)[number];

export const COSINE_MEANS = ['directions', 'vectors'] as const;

/** What a centroid's direction is the mean of, for cosine: unit vectors (spherical K-Means), or rows as they are. */
export type CosineMean = (typeof COSINE_MEANS)[number];

export interface KMeansRequest {
  /** Where the centroids start; for cosine only their directions count. */
  readonly start: Centroids;
  readonly algorithm: KMeansAlgorithm;
  /** Updates of the centroids at most; of `minibatch`, passes over the rows. */
  readonly maxIterations: number;
  /**
   * Converged when the centroids' root-mean-square shift is at most this share of the rows' root-mean-square distance
   * to their centroids, which is the same for data that is scaled or moved, or no more than rounding may move them.
   */
  readonly tolerance: number;
  /** Rows of a mini-batch; 4096 by default. */
  readonly batchRows?: number;
  /** `directions` by default. */
  readonly cosineMean?: CosineMean;
}

export interface KMeansResult {
  /** Unit vectors for cosine. */
  readonly centroids: Centroids;
  /** The nearest of `centroids` for each row, ties by the smaller number. */
  readonly labels: Int32Array;
  /** Sum over all rows of the squared distance (l2) or of 1 - cos (cosine) to the row's centroid, in float64. */
  readonly inertia: number;
  /**
   * `inertias[i]` after i updates, from that of the start to `inertia`: `iterations + 1` values. Those of `minibatch`
   * before the last are sums over a pass of what each row met, with centroids that moved meanwhile.
   */
  readonly inertias: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
  /** Pairs of a row and a centroid whose distance was asked for: for Lloyd, n * k at each assignment. */
  readonly pairs: number;
}

export const INDEX_KINDS = ['ivf', 'hnsw'] as const;

/** `ivf`: lists of rows around centroids of K-Means; `hnsw`: a hierarchy of navigable small-world graphs. */
export type IndexKind = (typeof INDEX_KINDS)[number];

/** How an index is built, as JSON: part of the name it is kept under. */
export type IndexBuild =
  | {
      readonly kind: 'ivf';
      /** Inverted lists, one for each centroid. */
      readonly nlist: number;
      /** Of the choice of rows that the centroids are trained on and start from. */
      readonly seed: number;
    }
  | {
      readonly kind: 'hnsw';
      /** Links of a node in each layer above the lowest, which has twice as many. */
      readonly m: number;
      /** Candidates kept while a node is linked. */
      readonly efConstruction: number;
    };

/** How far an index is searched: the dearer, the more true neighbours it finds. */
export type IndexSearch =
  | {
      readonly kind: 'ivf';
      /** Lists scanned for each query. With all of them the search is exact. */
      readonly nprobe: number;
    }
  | {
      readonly kind: 'hnsw';
      /** Candidates kept while the graph is walked; at least k. */
      readonly ef: number;
    };

export interface IndexRequest {
  readonly metric: Metric;
  readonly build: IndexBuild;
  /** Numbers in [0, 1): the same numbers give the same choices. */
  uniform(): number;
  progress?(doneRows: number, rows: number): void;
}

/** What tells one saved index from another. */
export interface IndexShape {
  readonly n: number;
  readonly d: number;
  readonly metric: Metric;
  readonly build: IndexBuild;
}

/** Where fewer than k rows were found, ids of -1 at an infinite distance come last. */
export interface IndexAnswer extends Neighbours {
  /** Distances computed for all queries together, to centroids too; null where the engine does not count. */
  readonly distanceComputations: number | null;
}

/** An index for approximate nearest neighbours, held in memory. */
export interface AnnIndex extends IndexShape {
  /** Arithmetic of the distances it reports: `float64` where they are recomputed from the vectors. */
  readonly reports: Precision;
  /**
   * @throws NonFiniteError and ShapeError as `VectorSet.knn` does; ShapeError when `search` is of another kind
   */
  search(queries: Rows, k: number, search: IndexSearch): Promise<IndexAnswer>;
  /** Writes all that a search needs, vectors included, to one file: its size is the index's. */
  save(path: string): Promise<void>;
  free(): Promise<void>;
}

/** The indexes an engine can build. */
export interface Indexing {
  readonly kinds: readonly IndexKind[];
  /** Names the algorithm and the file format: raised when either changes, as a saved index is of no use then. */
  readonly version: string;
  /** @throws UnavailableError for a kind or a metric it does not know; ShapeError where the build does not fit */
  build(source: VectorSource, request: IndexRequest): Promise<AnnIndex>;
  /** Reads what `AnnIndex.save` wrote. @throws ShapeError when the file is of another shape, or damaged */
  open(path: string, shape: IndexShape): Promise<AnnIndex>;
}

/** Vectors an engine holds ready for one metric. */
export interface VectorSet {
  readonly n: number;
  readonly d: number;
  readonly metric: Metric;
  /** `streamed` sets are read again, block by block, by every call. */
  readonly residence: 'resident' | 'streamed';
  knn(queries: Rows, k: number): Promise<Neighbours>;
  /** Distances of every query to every row: row-major `queries * n`. */
  distances(queries: Rows): Promise<Float32Array>;
  /**
   * Clusters the vectors from a given start. The answer depends on neither threads nor block size. A cluster that
   * loses all its rows takes the row farthest from its centroid.
   * @throws ShapeError when the start does not fit the vectors; UnsupportedError for a metric without K-Means
   */
  kmeans(request: KMeansRequest): Promise<KMeansResult>;
  free(): Promise<void>;
}

/** Loops that do nothing but what bounds every kernel on a device, for the harness to time. */
export interface CeilingLoops {
  /** Reads once over memory that is far larger than the caches; gives the bytes read. */
  read(): Promise<number>;
  /** Multiplies and adds float32 in registers; gives the operations done, a fused multiply-add being two. */
  multiplyAdd(): Promise<number>;
  /** The same of int8 with int32 sums, where the engine selects by them. */
  multiplyAddInt8?(): Promise<number>;
  free(): Promise<void>;
}

/**
 * An open backend. Every promise resolves with the answer in host memory.
 * @throws NonFiniteError when vectors or queries hold NaN or an infinity.
 */
export interface Engine {
  readonly identity: EngineIdentity;
  load(source: VectorSource, metric: Metric): Promise<VectorSet>;
  /** Distance of row i of `x` to row i of `y`. */
  rowDistances(x: Rows, y: Rows, metric: Metric): Promise<Float32Array>;
  /** Absent where the engine has no approximate search. */
  readonly indexing?: Indexing;
  /** Absent where the engine cannot tell what its device can do at best. */
  ceilingLoops?(): Promise<CeilingLoops>;
  close(): Promise<void>;
}

/** `contender`s race; the `oracle` says what is right and is never timed against them; `null` does nothing. */
export type BackendRole = 'contender' | 'oracle' | 'null';

export interface Backend {
  readonly name: string;
  readonly role: BackendRole;
  /** One line for `mls backends`. */
  readonly summary: string;
  /** Names `--engine` accepts, best first. */
  readonly engines: readonly string[];
  /** The only suites it has a path for; where it says nothing, all of them. */
  readonly suites?: readonly string[];
  /** How its engines may select neighbours; `full` alone where it says nothing. */
  readonly precisions?: readonly PrecisionMode[];
  /** Whose ceilings its engines have loops for: those of the CPU, or of a device of their own. */
  readonly ceilings?: 'host' | 'device';
  /** Indexes its engines build; `ivf`, as every engine made of block kernels does, where it says nothing. */
  readonly indexes?: readonly IndexKind[];
  /** Says whether `engine` (or the first that works) can run here. Never throws, and loads no more than it needs. */
  probe(engine?: string): Promise<Probe>;
  /** @throws UnavailableError when the engine asked for, or every engine, is unavailable. */
  open(options: OpenOptions): Promise<Engine>;
}
