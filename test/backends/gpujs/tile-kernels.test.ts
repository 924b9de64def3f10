import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rows } from '../../../src/backends/backend.js';
import { gridOutput } from '../../../src/backends/gpujs/cell-grid.js';
import { gridOf } from '../../../src/backends/gpujs/device.js';
import { openCpu } from '../../../src/backends/gpujs/devices/cpu.js';
import { openWebasm } from '../../../src/backends/gpujs/devices/webasm.js';
import { loadGpuJs } from '../../../src/backends/gpujs/gpu-js.js';
import { type Term, tileSource } from '../../../src/backends/gpujs/kernel-source.js';
import { copyQuery } from '../../../src/backends/gpujs/kernels/cell-values.js';
import { realRows } from '../../conformance/vectors.js';

const identity = { engine: 'cpu', device: 'test', precision: 'float32', threads: 1 } as const;
const DEVICES = [
  ['cpu', () => openCpu(loadGpuJs('cpu'), identity)],
  ['webasm', () => openWebasm(loadGpuJs('webasm'), { ...identity, engine: 'webasm' })],
] as const;

const ADD: Readonly<Record<Term, (a: number, b: number) => number>> = {
  'squared-difference': (a, b) => (a - b) ** 2,
  'absolute-difference': (a, b) => Math.abs(a - b),
  product: (a, b) => a * b,
};

function sum(term: Term, a: Rows, i: number, b: Rows, j: number): number {
  let total = 0;
  for (let at = 0; at < a.d; at++) total += ADD[term](a.data[i * a.d + at] ?? 0, b.data[j * b.d + at] ?? 0);
  return total;
}

describe.each(DEVICES)('a tile kernel of mode %s', (_name, openDevice) => {
  it('sums every term over every row and query, whatever the tile and the shape', async () => {
    const shape = fc.record({
      n: fc.integer({ min: 1, max: 40 }),
      d: fc.integer({ min: 1, max: 12 }),
      queries: fc.integer({ min: 1, max: 9 }),
      tile: fc.constantFrom(
        { rows: 1, queries: 4 },
        { rows: 2, queries: 2 },
        { rows: 4, queries: 1 },
        { rows: 1, queries: 3 },
      ),
      term: fc.constantFrom<Term>('squared-difference', 'absolute-difference', 'product'),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ n, d, queries, tile, term }) => {
        const device = openDevice() as ReturnType<typeof openCpu>;
        const rows = realRows(n, d, 1);
        const asked = realRows(Math.ceil(queries / tile.queries) * tile.queries, d, 2);
        const grid = gridOf(device, tile, n, queries);
        const [a, b] = [await device.place(asked), await device.place(rows)];
        const source = tileSource(term, device.access(d), d, grid);
        const program = { source, output: gridOutput(grid), components: tile.rows * tile.queries };
        const kernel = await device.compile(program, a, b);
        const values = await (await kernel.run(a, b)).read();
        const sums = new Float32Array(n);
        for (let q = 0; q < queries; q++) {
          const { panelRows, groups, stride } = grid;
          const cells = {
            values,
            rows: n,
            tileRows: tile.rows,
            tileQueries: tile.queries,
            panelRows,
            groups,
            stride,
          };
          copyQuery(cells, q, sums, 0);
          for (let row = 0; row < n; row++) expect(sums[row]).toBeCloseTo(sum(term, asked, q, rows, row), 4);
        }
        kernel.destroy();
        await device.close();
      }),
      { numRuns: 40 },
    );
  });
});
