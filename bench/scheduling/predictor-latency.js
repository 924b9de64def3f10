// How long one prediction of Abacus's perceptron takes in batches of 1 to 16: as the simulator asks it, and in
// TensorFlow.js, whose calls are what Abacus's own figures are made of. node bench/scheduling/predictor-latency.js
import { loadavg } from 'node:os';
import { variablesOf } from '../../dist/scheduling/predictor/gradient-step.js';
import { initialMlp, mlpFunction } from '../../dist/scheduling/predictor/mlp.js';
import { tensorRuntime } from '../../dist/scheduling/predictor/tensor-runtime.js';
import { quantile } from '../../dist/stats/quantile.js';
import { seededUniform } from '../../dist/stats/random.js';

const DIMENSIONS = 15;
const LARGEST_BATCH = 16;
const CALLS = 1000;
const ROWS_FOR = { cpu: 1, wasm: 128 };

const uniform = seededUniform(1);
const mlp = initialMlp(DIMENSIONS, uniform);
const rows = Float32Array.from({ length: LARGEST_BATCH * DIMENSIONS }, () => Math.floor(50 * uniform()));

function medianUs(call) {
  for (let i = 0; i < CALLS; i++) call();
  const times = Array.from({ length: CALLS }, () => {
    const started = performance.now();
    call();
    return (performance.now() - started) * 1000;
  });
  return quantile(times, 0.5);
}

const predict = mlpFunction(mlp);
const plain = (batch) => () => {
  let sum = 0;
  for (let row = 0; row < batch; row++)
    sum += predict(rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS));
  return sum;
};

async function tensors(backend) {
  const tf = await tensorRuntime(ROWS_FOR[backend]);
  const variables = variablesOf(tf, mlp);
  return (batch) => () =>
    tf.tidy(() => {
      let row = tf.tensor2d(rows.subarray(0, batch * DIMENSIONS), [batch, DIMENSIONS]);
      for (const [i, { weights: b, bias }] of variables.entries()) {
        row = tf.fused.matMul({ a: row, b, bias, activation: i < variables.length - 1 ? 'relu' : 'linear' });
      }
      return row.dataSync();
    });
}

const batches = Array.from({ length: LARGEST_BATCH }, (_, i) => i + 1);
const columns = { plain: batches.map((batch) => medianUs(plain(batch))) };
// One backend after another: both are of one engine, which has one at a time.
for (const backend of ['cpu', 'wasm']) {
  const call = await tensors(backend);
  columns[backend] = batches.map((batch) => medianUs(call(batch)));
}
console.log(`median of ${CALLS} calls in us, load average ${loadavg()[0].toFixed(1)}\n`);
console.log('| batch | plain | tfjs cpu | tfjs wasm |\n|---|---|---|---|');
for (const [i, batch] of batches.entries()) {
  const figures = Object.values(columns).map((column) => column[i].toFixed(1));
  console.log(`| ${batch} | ${figures.join(' | ')} |`);
}
