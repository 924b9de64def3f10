import { describe, expect, it } from 'vitest';
import { drawableKinds, plotsOf } from '../../../src/report/plots/plots-of.js';
import { renderPlots } from '../../../src/report/plots/render-plot.js';
import { elementsOf, parseMarkup, textOf } from '../markup.js';
import { recordedSuite, SUITES } from '../recorded-suites.js';

const EXAMPLES = [
  ['elbow', 'kmeans'],
  ['pareto', 'ann'],
  ['latency', 'serving'],
  ['latency', 'knn'],
  ['scaling', 'knn'],
  ['roofline', 'knn'],
] as const;

describe('plots', () => {
  it.each([
    ['knn', ['latency', 'scaling', 'roofline']],
    ['distance', ['latency', 'scaling', 'roofline']],
    ['kmeans', ['elbow', 'scaling']],
    ['ann', ['pareto', 'latency']],
    ['load', ['latency']],
    ['serving', ['latency']],
  ] as const)('of %s are %j', (suite, kinds) => {
    expect(drawableKinds(recordedSuite(suite))).toEqual(kinds);
  });

  it.each(EXAMPLES)('%s of %s are drawn as they were', async (kind, suite) => {
    const svg = await renderPlots(plotsOf(kind, recordedSuite(suite)), 'plot');
    await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(`../golden/plots/${suite}-${kind}.svg`);
  });

  it.each(
    EXAMPLES,
  )('%s of %s have titles, units and names for those who do not see them', async (kind, suite) => {
    const plots = plotsOf(kind, recordedSuite(suite));
    const svg = parseMarkup(await renderPlots(plots, 'plot'));
    const text = elementsOf(svg)
      .filter(({ tag }) => tag === 'text')
      .map(textOf);
    for (const { title } of plots) expect(text).toContain(title);
    expect(text.join(' ')).toMatch(/\((ms|1\/s|GFLOP\/s|sum of L2 distances)\)/);
    const names = elementsOf(svg).filter(({ tag }) => tag === 'title' || tag === 'desc');
    expect(names).toHaveLength(2);
    expect(textOf(names[1] ?? svg).length).toBeGreaterThan(20);
  });

  it('tell series apart without colour', async () => {
    const svg = await renderPlots(plotsOf('scaling', recordedSuite('knn')), 'plot');
    const dashes = new Set([...svg.matchAll(/stroke-dasharray="([^"]*)"/g)].map(([, dash]) => dash));
    expect(dashes.size).toBeGreaterThanOrEqual(3);
    const shapes = [...svg.matchAll(/aria-roledescription="point"[^>]* d="([^"]*)"/g)].map(
      ([, path]) => path,
    );
    const symbols =
      shapes.length > 0
        ? shapes
        : [...svg.matchAll(/<path transform="[^"]*" d="([^"]*)" fill/g)].map(([, path]) => path);
    expect(new Set(symbols).size).toBeGreaterThanOrEqual(3);
  });

  it('name every series in a legend where there are several', async () => {
    for (const [kind, suite, names] of [
      ['scaling', 'knn', ['ts (worker-threads)', 'wasm (relaxed-simd)', 'native (avx512)']],
      ['pareto', 'ann', ['ivf native (avx512)', 'hnsw usearch (hnsw)']],
      ['latency', 'serving', ['baseline fifo', 'batched adaptive', 'balanced least']],
      ['roofline', 'knn', ['ts (worker-threads)', 'native (avx512)']],
    ] as const) {
      const svg = await renderPlots(plotsOf(kind, recordedSuite(suite)).slice(0, 1), 'plot');
      const legend = [...svg.matchAll(/<g class="mark-text role-legend-label"[\s\S]*?<\/g>/g)]
        .map(([text]) => text)
        .join();
      for (const name of names) expect(legend, kind).toContain(name);
    }
  });

  it('show intervals where there are any, and none of a single round', async () => {
    const run = recordedSuite('knn');
    const marks = async (rounds: number) => {
      const rows = run.rows.map((row) => ({ ...row, rounds }));
      return (await renderPlots(plotsOf('scaling', { ...run, rows }), 'plot')).match(
        /mark-area|mark-rule role-mark/g,
      );
    };
    expect(await marks(6)).toHaveLength(6);
    expect(await marks(1)).toBeNull();
  });

  it('leave out what was found wrong', () => {
    const run = recordedSuite('knn');
    const rows = run.rows.map((row) => ({ ...row, check: 'fail', status: 'wrong' }));
    expect(drawableKinds({ ...run, rows, samplesOf: () => [] })).toEqual([]);
  });

  it.each(SUITES)('of %s need no colour of their own for ink', async (suite) => {
    const run = recordedSuite(suite);
    for (const kind of drawableKinds(run)) {
      const svg = await renderPlots(plotsOf(kind, run), 'plot');
      expect(svg).toContain('fill="currentColor"');
      expect(svg).not.toMatch(/fill="(#000|black)"/);
    }
  });
});
