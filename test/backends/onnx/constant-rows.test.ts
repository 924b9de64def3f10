import { afterAll, describe, expect, it } from 'vitest';
import type { Metric } from '../../../src/backends/backend.js';
import type { OnnxBlock } from '../../../src/backends/onnx/blocks.js';
import { SLACK } from '../../../src/backends/onnx/top-k.js';
import { randomRows } from '../../conformance/vectors.js';
import { cpuKernels, oracle } from './opened.js';

/** Enough floats for a session of their own. */
const N = 35_000;
const D = 127;
const K = 5;

function sessionOf(block: OnnxBlock): unknown {
  return block.metric === 'l1' ? undefined : block.session;
}

describe.each(['l2', 'cosine', 'dot'] as const)('many rows, by %s', (metric: Metric) => {
  const rows = randomRows(N, D, 1, (uniform) => uniform - 0.5);
  const queries = randomRows(3, D, 2, (uniform) => uniform - 0.5);
  const opened = Promise.all([cpuKernels(), cpuKernels(2 ** 34)]);
  afterAll(async () => {
    for (const kernels of await opened) await kernels.close();
  });

  it('become the constant of a session, unless memory is short, and give the same answers', async () => {
    const [free, budgeted] = await opened;
    const constant = await free.upload(rows, metric);
    const input = await budgeted.upload(rows, metric);
    // Distances do not ask for a session; once there is one they come from it.
    const before = await free.distances(constant, queries);
    expect(sessionOf(constant)).toBeUndefined();
    const found = await Promise.all([
      free.topK(constant, queries, K + SLACK),
      budgeted.topK(input, queries, K + SLACK),
    ]);
    expect(sessionOf(constant)).toBeDefined();
    expect(sessionOf(input)).toBeUndefined();
    for (const { ids, width } of found) {
      for (let query = 0; query < queries.n; query++) {
        const candidates = [...ids.subarray(query * width, (query + 1) * width)];
        expect(candidates).toEqual(expect.arrayContaining(oracle(rows, queries, query, metric, K)));
      }
    }
    const after = await free.distances(constant, queries);
    const difference = after.reduce(
      (largest, value, i) => Math.max(largest, Math.abs(value - (before[i] ?? 0))),
      0,
    );
    expect(difference).toBeLessThan(1e-4);
    await free.free(constant);
    expect(sessionOf(constant)).toBeUndefined();
    await budgeted.free(input);
  });
});
