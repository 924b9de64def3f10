// The side of mls: one engine of a backend, straight from the built library.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isBackendName, loadBackend } from '../../dist/backends/registry.js';

const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
const timeline = { time: (_part, work) => work(), add() {}, reading: (work) => work() };

function sourceOf({ path, n, d }) {
  const bytes = readFileSync(path);
  const rows = new Float32Array(bytes.buffer, bytes.byteOffset, n * d);
  return {
    identity: path,
    n,
    d,
    async read(start, count, into) {
      into.set(rows.subarray(start * d, (start + count) * d));
    },
    async close() {},
    rows,
  };
}

/** Nothing but a run of the graph that the onnx backend makes: what its own work is measured against. */
async function prepareBareSession({ threads, base, queries, k }) {
  const [{ nearestModel }, { loadRuntime, sessionOptions }] = await Promise.all([
    import('../../dist/backends/onnx/graphs.js'),
    import('../../dist/backends/onnx/runtime.js'),
  ]);
  const ort = await loadRuntime();
  const model = nearestModel({ n: base.n, width: base.d, data: sourceOf(base).rows });
  const session = await ort.InferenceSession.create(model, sessionOptions('cpu', threads));
  const feeds = {
    queries: new ort.Tensor('float32', sourceOf(queries).rows, [queries.n, queries.d]),
    count: new ort.Tensor('int64', BigInt64Array.of(BigInt(k)), [1]),
  };
  return async () => [...(await session.run(feeds, ['best', 'ids'])).ids.data.subarray(0, k)].map(Number);
}

/** Nothing but reading as many bytes as the rows have: what a search that reads them once is measured against. */
async function prepareReading({ backend: name, threads, base }) {
  const backend = await loadBackend(name);
  const engine = await backend.open({ threads, timeline });
  const loops = await engine.ceilingLoops();
  const bytes = base.n * base.d * Float32Array.BYTES_PER_ELEMENT;
  return async () => {
    let read = 0;
    const started = performance.now();
    while (read < bytes) read += await loops.read();
    return { msOfBytes: (performance.now() - started) * (bytes / read) };
  };
}

async function prepare({
  backend: name,
  threads,
  precision,
  metric,
  base,
  queries,
  k,
  centroids,
  algorithm,
}) {
  if (!isBackendName(name)) throw new Error(`mls has no backend ${name}`);
  const backend = await loadBackend(name);
  if (precision !== undefined && !backend.precisions?.includes(precision)) {
    throw new Error(`${name} has no ${precision} search`);
  }
  const probe = await backend.probe();
  if (probe.state === 'unavailable') throw new Error(probe.reason);
  const engine = await backend.open({ threads, timeline, ...(precision !== undefined && { precision }) });
  const source = sourceOf(base);
  const set = await engine.load(source, metric);
  if (centroids !== undefined) {
    const data = Float64Array.from(source.rows.subarray(0, centroids * base.d));
    const start = { k: centroids, d: base.d, data };
    return async () => {
      const { inertia } = await set.kmeans({ start, algorithm, maxIterations: 10, tolerance: 0 });
      return inertia;
    };
  }
  const { rows } = sourceOf(queries);
  return async () => {
    const answer = await set.knn({ n: queries.n, d: queries.d, data: rows }, k);
    return [...answer.ids.subarray(0, k)];
  };
}

const PREPARATIONS = { session: prepareBareSession, reading: prepareReading };

let run;
let repeats = 1;
for await (const line of createInterface({ input: process.stdin })) {
  try {
    if (run === undefined) {
      const job = JSON.parse(line);
      repeats = job.repeats ?? 1;
      run = await (PREPARATIONS[job.bare] ?? prepare)(job);
      say({ state: 'ready' });
    } else {
      const started = performance.now();
      let answer = await run();
      for (let i = 1; i < repeats; i++) answer = await run();
      say({ ms: answer?.msOfBytes ?? (performance.now() - started) / repeats, answer });
    }
  } catch (error) {
    say({ error: error.message });
  }
}
