import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWebGpuKernels } from '../../../src/backends/webgpu/block-kernels.js';
import { Gpu } from '../../../src/backends/webgpu/device/gpu.js';
import { planPass } from '../../../src/backends/webgpu/key-pass.js';
import { NO_TIMELINE, realRows } from '../../conformance/vectors.js';
import { distanceOf, METRICS, nearestIds } from './float64.js';
import { device, engineHere } from './here.js';

const { engine, unless } = await engineHere();

it('windows cover the rows once, each within a binding and the memory for keys', () => {
  const shapes = fc.record({
    n: fc.integer({ min: 1, max: 200_000 }),
    quads: fc.integer({ min: 1, max: 1024 }),
    queries: fc.integer({ min: 1, max: 2000 }),
    bindingBytes: fc.integer({ min: 2 ** 12, max: 2 ** 23 }).map((units) => 256 * units),
    scratchBytes: fc.integer({ min: 256, max: 2 ** 28 }),
  });
  fc.assert(
    fc.property(shapes, ({ n, quads, queries, bindingBytes, scratchBytes }) => {
      fc.pre(bindingBytes >= 64 * 16 * quads);
      const limits = {
        bufferBytes: 2 ** 32,
        bindingBytes,
        workgroupBytes: 2 ** 15,
        workgroupsPerDimension: 65535,
      };
      const plan = planPass(limits, scratchBytes, { n, quads }, queries, 4);
      const starts = plan.windows.map(({ start }) => start);
      const ends = plan.windows.map(({ start, count }) => start + count);
      expect([0, ...ends]).toEqual([...starts, n]);
      expect(starts.filter((start) => (start * quads * 16) % 256 !== 0)).toEqual([]);
      const most = Math.max(...plan.windows.map(({ count }) => count));
      expect(most * quads * 16).toBeLessThanOrEqual(bindingBytes);
      expect(most * plan.queries * 4).toBeLessThanOrEqual(Math.max(scratchBytes, 64 * 4));
      expect(plan.queries).toBeGreaterThanOrEqual(1);
    }),
  );
});

it.runIf(engine)(`give the answers of rows that a kernel sees at once${unless}`, async () => {
  const { gpu, identity } = await device(engine);
  // 128 of these rows, or 16,384 numbers.
  const small = new Gpu(gpu.device, gpu.name, { ...gpu.limits, bindingBytes: 65_536 });
  const kernels = await createWebGpuKernels(small, identity, { timeline: NO_TIMELINE });
  const [rows, queries] = [realRows(1001, 127, 1), realRows(70, 127, 2)];
  for (const metric of METRICS) {
    const block = await kernels.upload(rows, metric);
    const { ids, width } = await kernels.topK(block, queries, 5);
    const want = nearestIds(metric, rows, queries, 5);
    for (let q = 0; q < queries.n; q++) {
      const candidates = ids.subarray(q * width, (q + 1) * width);
      expect(new Set(candidates).size).toBe(width);
      expect([...candidates]).toEqual(expect.arrayContaining(want.slice(5 * q, 5 * (q + 1))));
    }
    const all = await kernels.distances(block, queries);
    for (const row of [0, 127, 128, 1000]) {
      expect(all[3 * rows.n + row]).toBeCloseTo(distanceOf(metric, queries, 3, rows, row), 4);
    }
    if (metric === 'l2' || metric === 'cosine') {
      const two = await kernels.assign?.(block, queries);
      for (const row of [0, 127, 128, 1000]) {
        const byDistance = nearestIds(
          metric,
          queries,
          { n: 1, d: 127, data: rows.data.subarray(row * 127, (row + 1) * 127) },
          2,
        );
        expect(two?.labels[row]).toBe(byDistance[0]);
        expect(two?.second[row]).toBeCloseTo(distanceOf(metric, rows, row, queries, byDistance[1] ?? -1), 3);
      }
    }
    await kernels.free(block);
  }
  const pairs = await kernels.rowDistances(rows, rows, 'cosine');
  expect(pairs.length).toBe(1001);
  expect(Math.max(...pairs)).toBeLessThan(1e-5);
  await expect(kernels.upload(realRows(2, 300, 3), 'l2')).rejects.toThrow(/got d = 300/);
  await kernels.close();
});
