import { expect, it } from 'vitest';
import type { Part, Timeline } from '../../../src/backends/backend.js';
import { createWebGpuKernels } from '../../../src/backends/webgpu/block-kernels.js';
import { realRows } from '../../conformance/vectors.js';
import { nearestIds } from './float64.js';
import { device, engineHere } from './here.js';

const { engine, unless } = await engineHere();

it.runIf(engine).each([
  ['by the device where it can', true],
  ['around the submission where it cannot', false],
])(`parts are timed %s, never one within another${unless}`, async (_where, usesTimestamps) => {
  const opened = await device(engine);
  const gpu = Object.assign(opened.gpu, { hasTimestamps: opened.gpu.hasTimestamps && usesTimestamps });
  const told = new Set<Part>();
  let running = 0;
  const timeline: Timeline = {
    time(part, work) {
      told.add(part);
      expect(running).toBe(0);
      running++;
      const result = work();
      if (result instanceof Promise) return result.finally(() => running--) as typeof result;
      running--;
      return result;
    },
    add(part, ms) {
      told.add(part);
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(running).toBe(0);
    },
    reading: (work) => work(),
  };
  const kernels = await createWebGpuKernels(gpu, opened.identity, { timeline });
  const [rows, queries] = [realRows(300, 20, 1), realRows(3, 20, 2)];
  const block = await kernels.upload(rows, 'l2');
  told.clear();
  const { ids, width } = await kernels.topK(block, queries, 1);
  expect([...told].sort()).toEqual(['compile', 'compute', 'readback']);
  for (const [q, id] of nearestIds('l2', rows, queries, 1).entries()) {
    expect(ids.subarray(q * width, (q + 1) * width)).toContain(id);
  }
  told.clear();
  await kernels.topK(block, queries, 1);
  expect([...told].sort()).toEqual(['compute', 'readback']);
  await kernels.free(block);
  await kernels.close();
});
