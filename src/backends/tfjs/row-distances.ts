import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Metric, Rows } from '../backend.js';
import type { Device } from './device.js';
import { writeFramedRows } from './kernels/framed-rows.js';
import type { Tf } from './runtime.js';

/** Distance of row i of `x` to row i of `y`, in chunks of rows that keep the intermediates bounded. */
export async function rowDistances(device: Device, x: Rows, y: Rows, metric: Metric): Promise<Float32Array> {
  const { n, d } = x;
  const distances = new Float32Array(n);
  const most = Math.max(
    1,
    Math.floor(device.traits.intermediateBytes / (d * Float32Array.BYTES_PER_ELEMENT)),
  );
  for (let start = 0; start < n; start += most) {
    const rows = Math.min(most, n - start);
    const pair = await device.load((tf) => ({
      a: matrix(tf, part(x, start, rows), metric),
      b: matrix(tf, part(y, start, rows), metric),
    }));
    const chunk = await device.compute((tf) => pairDistances(tf, pair, metric));
    device.tf.dispose(pair);
    const [values] = await device.read(chunk);
    distances.set(values, start);
  }
  return distances;
}

function part({ d, data }: Rows, start: number, n: number): Rows {
  return { n, d, data: data.slice(start * d, (start + n) * d) };
}

/** The cosine is computed as the inner product of rows of length 1. */
function matrix(tf: Tf, rows: Rows, metric: Metric): Tensor2D {
  return tf.tensor2d(metric === 'cosine' ? unitRows(rows) : rows.data, [rows.n, rows.d]);
}

type Pair = { readonly a: Tensor2D; readonly b: Tensor2D };

function pairDistances(tf: Tf, { a, b }: Pair, metric: Metric): Tensor1D {
  switch (metric) {
    case 'l2':
      return tf.sqrt(tf.sum(tf.squaredDifference(a, b), 1));
    case 'l1':
      return tf.sum(tf.abs(tf.sub(a, b)), 1);
    case 'dot':
      return tf.neg(tf.sum(tf.mul(a, b), 1));
    case 'cosine':
      return tf.sub(1, tf.sum(tf.mul(a, b), 1));
  }
}

function unitRows({ n, d, data }: Rows): Float32Array {
  const unit = new Float32Array(n * d);
  writeFramedRows(data, 0, n, { d, unit: true, shift: new Float64Array(d), scale: 1 }, false, unit);
  return unit;
}
