import { describe, expect, it } from 'vitest';
import type { PlotSource } from '../../../src/report/plots/plot.js';
import { drawableKinds, plotsOf } from '../../../src/report/plots/plots-of.js';
import { renderPlots } from '../../../src/report/plots/render-plot.js';
import { SCHEDULING_COLUMNS } from '../../../src/suites/scheduling/columns.js';
import { TWO_MODELS } from '../../results/batch-traces.js';
import { elementsOf, parseMarkup, textOf } from '../markup.js';
import { simulatedRows } from '../scheduling/simulated-rows.js';

const SOURCE: PlotSource = {
  columns: SCHEDULING_COLUMNS,
  rows: simulatedRows(),
  ceilings: [],
  samplesOf: () => [],
  traces: [TWO_MODELS],
};

const KINDS = ['goodput', 'gantt', 'batches'] as const;

async function textsOf(source: PlotSource, kind: (typeof KINDS)[number]): Promise<string[]> {
  const svg = parseMarkup(await renderPlots(plotsOf(kind, source), 'plot'));
  return elementsOf(svg)
    .filter(({ tag }) => tag === 'text')
    .map(textOf);
}

describe('plots of simulations', () => {
  it('are these', () => {
    expect(drawableKinds(SOURCE)).toEqual(['latency', 'goodput', 'gantt', 'batches']);
    expect(drawableKinds({ ...SOURCE, rows: [], traces: [] })).toEqual([]);
  });

  it.each(KINDS)('%s are drawn as they were', async (kind) => {
    const svg = await renderPlots(plotsOf(kind, SOURCE), 'plot');
    await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(`../golden/plots/scheduling-${kind}.svg`);
  });

  it.each(KINDS)('%s have titles, and words for those who do not see them', async (kind) => {
    const plots = plotsOf(kind, SOURCE);
    expect(await textsOf(SOURCE, kind)).toEqual(expect.arrayContaining(plots.map(({ title }) => title)));
    for (const { description } of plots) expect(description.length).toBeGreaterThan(20);
  });

  it('name every policy, model and GPU', async () => {
    expect(await textsOf(SOURCE, 'goodput')).toEqual(expect.arrayContaining(['fcfs', 'symphony']));
    const gantt = await textsOf(SOURCE, 'gantt');
    expect(gantt).toEqual(
      expect.arrayContaining(['GPU 0', 'GPU 1', 'GPU 2', 'resnet50', 'vgg19', 'time (ms)']),
    );
    // Sizes of batches that have room for them.
    expect(gantt).toEqual(expect.arrayContaining(['12', '16']));
  });

  it('draw the time that was asked for', async () => {
    const texts = await textsOf({ ...SOURCE, window: { fromMs: 1036, toMs: 1052 } }, 'gantt');
    expect(texts).toContain('16');
    expect(texts).not.toContain('12');
  });

  it('have batches of each policy at its highest rate', () => {
    expect(plotsOf('batches', SOURCE).map(({ subtitle }) => subtitle)).toEqual([
      'fcfs at 4000 requests/s',
      'symphony at 4000 requests/s',
    ]);
  });
});
