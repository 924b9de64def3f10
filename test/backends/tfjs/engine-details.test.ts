import { describe, expect, it } from 'vitest';
import { PARTS, type Part, type Timeline } from '../../../src/backends/backend.js';
import { parseGpu } from '../../../src/backends/tfjs/engines/nvidia.js';
import { backend } from '../../../src/backends/tfjs/index.js';
import { randomRows, sourceOf } from '../../conformance/vectors.js';

describe('what the driver says of a GPU', () => {
  it('is read as its name and free bytes', () => {
    expect(parseGpu('NVIDIA H200, 143156\n')).toEqual({ name: 'NVIDIA H200', freeBytes: 143156 * 2 ** 20 });
  });

  it('is nothing when there is none', () => {
    expect(parseGpu('No devices were found\n')).toBeUndefined();
  });
});

it('says whether SIMD is on', async () => {
  const probe = await backend.probe('wasm');
  expect(probe).toMatchObject({ state: 'available', engine: 'wasm', threads: 1 });
  expect(probe.state === 'available' && probe.device).toMatch(/\(WASM (SIMD|without SIMD)\)$/);
});

it('has no engine of another name', async () => {
  expect(await backend.probe('webgl')).toMatchObject({
    state: 'unavailable',
    reason: 'it has no engine webgl',
  });
});

it('tells loading, compiling, computing and reading back apart', async () => {
  const used = new Set<Part>();
  let nested = 0;
  const timeline: Timeline = {
    reading: (work) => work(),
    time<T>(part: Part, work: () => T): T {
      expect(nested).toBe(0);
      used.add(part);
      nested++;
      const result = work();
      if (result instanceof Promise) {
        return result.finally(() => {
          nested--;
        }) as T;
      }
      nested--;
      return result;
    },
    add() {},
  };
  const engine = await backend.open({ engine: 'wasm', threads: 1, timeline });
  expect([...used]).toEqual(['compile']);
  const set = await engine.load(sourceOf(randomRows(50, 4, 1)), 'l2');
  expect([...used]).toEqual(['compile', 'wait', 'load']);
  await set.knn(randomRows(2, 4, 2), 3);
  expect(used).toEqual(new Set(PARTS));
  await engine.close();
});
