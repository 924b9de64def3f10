/** What is compared: each row has sides that do the same work, and what the ratio of two of them should at least be. */
const THREADS = 2;

const batch = {
  base: { n: 65_536, d: 1024 },
  queries: { n: 256, d: 1024 },
  k: 10,
  metric: 'l2',
  threads: THREADS,
};
const single = {
  base: { n: 400_000, d: 1024 },
  queries: { n: 1, d: 1024 },
  k: 10,
  metric: 'l2',
  threads: THREADS,
};
const wide = { base: { n: 100_000, d: 1024 }, centroids: 10, metric: 'l2', threads: THREADS };
const many = { base: { n: 100_000, d: 128 }, centroids: 256, metric: 'l2', threads: THREADS };

const mls = (backend, more = {}) => ({
  kind: 'mls',
  name: `mls ${[backend, ...Object.values(more)].join(' ')}`,
  backend,
  ...more,
});
const peer = (name, work) => ({ kind: 'peer', name, peer: `${work} ${name}` });

/** `of` over `to`: how many times faster the first is than the fastest of the others. */
const ratio = (of, to, atLeast) => ({ of, to, atLeast });

export const ROWS = [
  {
    name: 'kNN N=65,536 D=1024 Q=256 k=10',
    job: batch,
    gflop: (2 * 65_536 * 1024 * 256) / 1e9,
    sides: [
      mls('native'),
      mls('wasm'),
      mls('onnx'),
      { kind: 'mls', name: 'bare onnx session', bare: 'session' },
      mls('ts'),
      peer('faiss', 'knn'),
      peer('numpy', 'knn'),
    ],
    ratios: [
      ratio('mls native', ['faiss'], 1.35),
      ratio('mls wasm', ['mls native'], wasmBatch()),
      ratio('mls onnx', ['bare onnx session'], 0.9),
    ],
  },
  {
    name: 'kNN N=400,000 D=1024 Q=1 k=10',
    job: single,
    gigabytes: (400_000 * 1024 * 4) / 1e9,
    sides: [
      mls('native'),
      { kind: 'mls', name: 'memory read', backend: 'native', bare: 'reading' },
      mls('native', { precision: 'certified' }),
      mls('wasm'),
      mls('wasm', { precision: 'certified' }),
      peer('numpy', 'knn'),
      peer('faiss', 'knn'),
    ],
    ratios: [
      ratio('mls native', ['memory read'], 0.9),
      ratio('mls native', ['numpy'], 1),
      ratio('mls native certified', ['mls native'], 2.5),
      ratio('mls wasm', ['mls native'], 0.7),
    ],
  },
  {
    name: 'K-Means N=100,000 D=1024 K=10, 10 iterations',
    job: wide,
    sides: [
      mls('native', { algorithm: 'lloyd' }),
      mls('native', { algorithm: 'hamerly' }),
      peer('sklearn', 'kmeans'),
      peer('faiss', 'kmeans'),
    ],
    ratios: [ratio('mls native lloyd', ['sklearn', 'faiss'], 1.5)],
  },
  {
    name: 'K-Means N=100,000 D=128 K=256, 10 iterations',
    job: many,
    sides: [
      mls('native', { algorithm: 'lloyd' }),
      mls('native', { algorithm: 'hamerly' }),
      peer('sklearn', 'kmeans'),
      peer('faiss', 'kmeans'),
    ],
    ratios: [ratio('mls native lloyd', ['sklearn', 'faiss'], 1.5)],
  },
];

/** V8 has relaxed SIMD, and with it fused multiply-add, without a flag from Node 22 on. */
function wasmBatch() {
  return Number(process.versions.node.split('.')[0]) >= 24 ? 0.4 : 0.28;
}
