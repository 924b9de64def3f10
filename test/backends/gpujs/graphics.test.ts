import { describe, expect, it } from 'vitest';
import { METRICS, type Rows } from '../../../src/backends/backend.js';
import { backend } from '../../../src/backends/gpujs/index.js';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';
import { realRows, sourceOf } from '../../conformance/vectors.js';
import { open } from './opened.js';

/** gpu.js draws nothing, and says nothing, when a kernel whose vertices others use is gone: seen as stale answers. */
describe.each(['headlessgl', 'webgpu'])('on %s', async (name) => {
  const probe = await backend.probe(name);
  const here = probe.state === 'available';
  const unless = here ? '' : ` (skipped: ${probe.reason})`;

  function expectDistances(got: Float32Array | undefined, rows: Rows, queries: Rows): void {
    for (let at = 0; at < queries.n * rows.n; at++) {
      const [q, row, d] = [Math.floor(at / rows.n), at % rows.n, rows.d];
      expect(got?.[at]).toBeCloseTo(EXACT_DISTANCE.l2(queries.data, q * d, rows.data, row * d, d), 3);
    }
  }

  it.runIf(here)(`pairs of ever new rows get their own distances${unless}`, async () => {
    const engine = await open(name);
    for (let seed = 0; seed < 4; seed++) {
      const [x, y] = [realRows(7, 128, seed), realRows(7, 128, seed + 50)];
      for (const metric of METRICS) {
        const got = await engine.rowDistances(x, y, metric);
        for (let i = 0; i < 7; i++) {
          expect(got[i]).toBeCloseTo(EXACT_DISTANCE[metric](x.data, i * 128, y.data, i * 128, 128), 4);
        }
      }
    }
    await engine.close();
  });

  it.runIf(here)(
    `sets of one shape, of other shapes and of other sizes get their own answers${unless}`,
    async () => {
      const engine = await open(name);
      // The last one is large enough to be uploaded by a kernel of its own.
      for (const [n, d] of [
        [9, 6],
        [9, 6],
        [1, 1],
        [1, 1],
        [70, 6],
        [9, 6],
        [1100, 4096],
        [9, 6],
      ] as const) {
        const [rows, queries] = [realRows(n, d, n), realRows(Math.min(n, 3), d, n + 1)];
        const set = await engine.load(sourceOf(rows), 'l2');
        expectDistances(await set.distances(queries), rows, queries);
        await set.free();
      }
      await engine.close();
    },
  );
});
