import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChartSeries, renderLineChart } from '../../src/report/line-chart.js';
import { ansiPaint } from '../../src/results/display/paint.js';

const SIZES = [1e3, 4e3, 1e4, 4e4, 1e5, 1e6];
const series = (label: string, msOf: (n: number) => number): ChartSeries => ({
  label,
  points: SIZES.map((x) => ({ x, ms: msOf(x) })),
});
const three = [
  series('ts', (n) => (3 * n) / 1000),
  series('tfjs (wasm)', (n) => 4 + (4.4 * n) / 1000),
  series('gpujs (headlessgl)', (n) => 60 + (0.8 * n) / 1000),
];
const options = { title: 'median against N', xTitle: 'N' };

describe('the chart', () => {
  it.each([60, 100])('reads well %d columns wide', async (width) => {
    await expect(`${renderLineChart(three, { ...options, width })}\n`).toMatchFileSnapshot(
      `./golden/chart-${width}.txt`,
    );
  });

  it('names every series, with a mark of its own, whatever lies on top of what', () => {
    const same = ['a', 'b', 'c', 'd'].map((label) => series(label, (n) => n));
    const text = renderLineChart(same, options);
    for (const label of ['● a', '▲ b', '■ c', '◆ d']) expect(text).toContain(label);
  });

  it('marks every measured point of a series that lies free', () => {
    const plotted = renderLineChart([series('ts', (n) => n)], options).replace('● ts', '');
    expect(plotted.match(/●/g)).toHaveLength(SIZES.length);
  });

  it('draws a power law as a straight line', () => {
    const rows = renderLineChart([series('ts', (n) => n)], { ...options, height: 11 }).split('\n');
    const marks = rows.flatMap((line, row) => {
      const at = line.replace('● ts', '').indexOf('●');
      return at < 0 ? [] : [{ row, at }];
    });
    const [first, last] = [marks[0], marks.at(-1)];
    if (first === undefined || last === undefined) throw new Error('nothing is drawn');
    for (const { row, at } of marks) {
      const share = (row - first.row) / (last.row - first.row);
      expect(Math.abs(at - (first.at + share * (last.at - first.at)))).toBeLessThanOrEqual(4);
    }
  });

  it('leaves out what cannot be drawn on logarithmic axes', () => {
    const broken = { label: 'ts', points: [1, 10, 100].map((x) => ({ x, ms: x === 10 ? Number.NaN : x })) };
    const gaps = {
      label: 'none',
      points: [
        { x: 0, ms: 1 },
        { x: 5, ms: 0 },
        { x: 5, ms: Number.POSITIVE_INFINITY },
      ],
    };
    const text = renderLineChart([broken, gaps, { label: 'empty', points: [] }], options);
    expect(text).toContain('● ts');
    expect(text).not.toMatch(/none|empty|NaN|Infinity/);
    expect(renderLineChart([gaps], options)).toBe('');
  });

  it('draws a single point, and points of equal time', () => {
    expect(renderLineChart([{ label: 'ts', points: [{ x: 10, ms: 5 }] }], options)).toContain('● ts');
    expect(renderLineChart([series('ts', () => 5)], options)).toContain('5 ms');
  });

  it('has the height asked for, fits its width, and loses nothing but colour without colours', () => {
    const ms = fc.double({ min: 1e-4, max: 1e7, noNaN: true });
    const x = fc.integer({ min: 1, max: 1e8 });
    const all = fc.array(
      fc.record({
        label: fc.string({ unit: fc.constantFrom(...'abc'), minLength: 1, maxLength: 8 }),
        points: fc.array(fc.record({ x, ms }), { minLength: 1, maxLength: 6 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        all,
        fc.integer({ min: 45, max: 160 }),
        fc.integer({ min: 5, max: 20 }),
        (given, width, height) => {
          const plain = renderLineChart(given, { ...options, width, height });
          const lines = plain.split('\n');
          expect(lines).toHaveLength(height + 3);
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
          const painted = renderLineChart(given, { ...options, width, height, paint: ansiPaint });
          expect(stripVTControlCharacters(painted)).toBe(plain);
        },
      ),
    );
  });
});
