import { describe, expect, it } from 'vitest';
import type { Backend, Engine, Rows, Timeline } from '../../../src/backends/backend.js';
import { backend as nullBackend } from '../../../src/backends/null/index.js';
import { backend as reference } from '../../../src/backends/reference/index.js';
import { SHAPES } from '../../../src/suites/distance/extent.js';
import { planDistance } from '../../../src/suites/distance/plan.js';
import { suite } from '../../../src/suites/distance/suite.js';
import type { Cell } from '../../../src/suites/suite.js';

const timeline: Timeline = { time: (_part, work) => work(), add() {}, reading: (work) => work() };

async function cellOf(shape: (typeof SHAPES)[number]): Promise<Cell> {
  const [rows, queries] = { pair: [1, 1], rows: [9, 9], 'one-to-many': [9, 1], 'many-to-many': [5, 3] }[
    shape
  ] as [number, number];
  const [cell] = await planDistance({
    subjects: [{ name: 'ts', role: 'contender' }],
    datasets: ['gaussian'],
    metrics: ['l2'],
    extents: [{ shape, rows, queries }],
    d: [17],
    threads: [1],
    rule: { kind: 'rounds', rounds: 1 },
    timeoutMs: 1000,
  });
  if (cell === undefined) throw new Error('no cell was planned');
  return cell;
}

/** The oracle, with every answer changed. */
function changed(change: (distances: Float32Array) => Float32Array): Backend {
  return {
    ...reference,
    role: 'contender',
    async open(options) {
      const engine: Engine = await reference.open(options);
      return {
        ...engine,
        rowDistances: async (...asked) => change(await engine.rowDistances(...asked)),
        async load(source, metric) {
          const set = await engine.load(source, metric);
          return { ...set, distances: async (queries: Rows) => change(await set.distances(queries)) };
        },
      };
    },
  };
}

async function checked(cell: Cell, backend: Backend) {
  const trial = await suite.open(cell, backend, timeline);
  const { check } = await trial.run();
  const report = await check();
  await trial.close();
  return report;
}

describe.each(SHAPES)('the distance suite on %s', (shape) => {
  it('passes an engine that is right', async () => {
    const { check, quality } = await checked(
      await cellOf(shape),
      changed((distances) => distances),
    );
    expect(check).toBe('pass');
    expect(quality.maxRelativeError).toBeLessThan(2 ** -24);
  });

  it('fails one whose last distance is a hundredth off', async () => {
    const off = (distances: Float32Array) =>
      distances.map((value, i) => (i === distances.length - 1 ? value * 1.01 : value));
    expect(await checked(await cellOf(shape), changed(off))).toMatchObject({ check: 'fail' });
  });

  it('fails one that answers with a distance too few', async () => {
    expect(
      await checked(
        await cellOf(shape),
        changed((distances) => distances.subarray(1)),
      ),
    ).toMatchObject({
      check: 'fail',
    });
  });

  it('does not check one that does nothing', async () => {
    expect(await checked(await cellOf(shape), nullBackend)).toEqual({ check: 'none', quality: {} });
  });
});
