import { describe, expect, it } from 'vitest';
import { renderElbowChart } from '../../src/report/elbow-chart.js';
import { renderElbowCsv } from '../../src/report/elbow-csv.js';
import { elbowCurves } from '../../src/report/elbow-curve.js';
import { renderElbowSvg } from '../../src/report/elbow-files.js';
import type { Row } from '../../src/results/columns.js';

const KS = [1, 11, 21, 31, 41];

const row = (metric: string, k: number, loss: number | null, more: Row = {}): Row => ({
  status: 'ok',
  metric,
  k,
  loss,
  n: 1000,
  d: 64,
  ...more,
});

/** Falls fast to the third value of k and slowly from there. */
const BENT = KS.map((k, i) => row('l2', k, 1000 - 250 * Math.min(i, 2) - 20 * Math.max(0, i - 2)));

describe('the curve of losses', () => {
  it('has its elbow where it bends', () => {
    const [curve, ...others] = elbowCurves(BENT);
    expect(others).toEqual([]);
    expect(curve).toMatchObject({ metric: 'l2', elbow: { k: 21 } });
    expect(curve?.warning).toBeUndefined();
  });

  it('is one for each metric, in ascending k, of rows that hold', () => {
    const rows = [
      ...BENT.toReversed(),
      row('cosine', 1, 900),
      row('cosine', 11, 800, { status: 'wrong' }),
      row('cosine', 21, null),
    ];
    const [l2, cosine] = elbowCurves(rows);
    expect(l2?.points.map(({ k }) => k)).toEqual(KS);
    expect(cosine?.points).toEqual([{ k: 1, loss: 900 }]);
  });

  it('warns where there is no elbow', () => {
    const straight = KS.map((k) => row('l2', k, 1000 - k));
    const [curve] = elbowCurves(straight);
    expect(curve?.elbow).toBeUndefined();
    expect(curve?.warning).toMatch(/^no elbow/);
    expect(elbowCurves(BENT.slice(0, 3))[0]?.warning).toBe(
      'too few values of k to see an elbow: expected at least 4, got 3',
    );
  });

  it('warns where rows without clusters would fall as far: the published curve of 480,000 iid normal rows', () => {
    // The two published points, and points on a smooth curve between them.
    const rows = [1, 26, 51, 76, 101].flatMap((k) => {
      const share = Math.log(k) / Math.log(101);
      const shape = { n: 480_000, d: 1024 };
      return [
        row('l2', k, 15356525.4465 - share * (15356525.4465 - 15299163.3914), shape),
        row('cosine', k, 479328.3144 - share * (479328.3144 - 438485.0038), shape),
      ];
    });
    for (const { elbow, warning } of elbowCurves(rows)) {
      expect(elbow?.k).toBe(26);
      expect(warning).toMatch(/^no sign of clusters: k = 26 leaves 9\d\.\d % .* in 1024 dimensions$/);
    }
  });

  it('cannot warn of that without the loss for k = 1', () => {
    const rows = [2, 12, 22, 32, 42, 52].map((k) => row('l2', k, 100 - 4 * Math.log(k)));
    expect(elbowCurves(rows)[0]).toMatchObject({ elbow: { k: 12 } });
    expect(elbowCurves(rows)[0]?.warning).toBeUndefined();
  });
});

describe('the CSV of losses', () => {
  it('has a line for each k and a column for each metric, in full precision', () => {
    const rows = [row('l2', 1, 1 / 3), row('l2', 11, 0.25), row('cosine', 11, 0.125)];
    expect(renderElbowCsv(elbowCurves(rows))).toBe(`K,loss_L2,loss_cosine\n1,${1 / 3},\n11,0.25,0.125\n`);
  });
});

describe('the chart of losses', () => {
  const [curve] = elbowCurves(BENT) as [ReturnType<typeof elbowCurves>[number]];

  it('draws the curve with its points, marks the elbow and says so', () => {
    expect(renderElbowChart(curve, { width: 60, height: 8 })).toMatchInlineSnapshot(`
      "loss against k, l2 (sum of L2 distances)
      1,000 ┤●─╮
            │ ╰───╮
            │     ╰───╮
      768.6 ┤         ╰───●
            │             ╰───╮
            │                 ╰───╮
            │                     ╰───◆
      460.0 ┤                         ╰────────────●───────────●
            └┬────────────┬───────────┬────────────┬───────────┬
             1           11          21           31          41  k
      ◆ elbow at k = 21 (Kneedle; 43 % of the way from a straight line to a corner)"
    `);
  });

  it.each([40, 60, 200])('is no wider than %i columns', (width) => {
    const [first, ...lines] = renderElbowChart(curve, { width }).split('\n');
    expect(first).toBe('loss against k, l2 (sum of L2 distances)');
    const plot = lines.filter((line) => /[┤│└]/.test(line));
    expect(plot.length).toBeGreaterThan(5);
    for (const line of plot) expect(line.length).toBeLessThanOrEqual(width);
  });

  it('draws nothing for a single point, and a straight line for equal ones', () => {
    const [single] = elbowCurves(BENT.slice(0, 1));
    if (single === undefined) throw new Error('no curve');
    expect(renderElbowChart(single)).toBe(
      'l2: too few values of k to see an elbow: expected at least 4, got 1',
    );
    const [flat] = elbowCurves(KS.map((k) => row('l2', k, 5)));
    if (flat === undefined) throw new Error('no curve');
    expect(renderElbowChart(flat)).toContain('warning: no elbow');
  });
});

describe('the SVG of losses', () => {
  const [curve] = elbowCurves(BENT) as [ReturnType<typeof elbowCurves>[number]];

  it('has a point for each k, and a line at the elbow with its label', async () => {
    const svg = await renderElbowSvg(curve, 'a & b, 1000 x 64');
    expect(pointsOf(svg)).toHaveLength(KS.length);
    expect(svg).toContain('>k = 21</text>');
    expect(svg).toContain('a &amp; b, 1000 x 64, l2, elbow at k = 21');
    expect(svg).not.toContain('NaN');
  });

  it('puts the first point at the left and the largest loss at the top', async () => {
    const [first, ...others] = pointsOf(await renderElbowSvg(curve, 'x'));
    expect(others).toHaveLength(KS.length - 1);
    for (const { x, y } of others) {
      expect(x).toBeGreaterThan(first?.x ?? 0);
      expect(y).toBeGreaterThan(first?.y ?? 0);
    }
  });

  it('says a warning in lines that fit', async () => {
    const warned = await renderElbowSvg({ ...curve, warning: 'word '.repeat(60).trim() }, 'x');
    const lines = [...warned.matchAll(/>((?:word ?)+)<\/t(?:ext|span)>/g)].map(([, line]) => line ?? '');
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(56);
  });

  it('draws a curve without an elbow, and one whose losses are all equal', async () => {
    const [flat] = elbowCurves(KS.map((k) => row('cosine', k, 5)));
    if (flat === undefined) throw new Error('no curve');
    const drawn = await renderElbowSvg(flat, 'x');
    expect(drawn).toContain('no elbow');
    expect(drawn).not.toContain('NaN');
  });
});

function pointsOf(svg: string): { x: number; y: number }[] {
  return [...svg.matchAll(/<path transform="translate\(([\d.]+),([\d.]+)\)"[^>]*d="M[^"]*A/g)].map(
    ([, x, y]) => ({
      x: Number(x),
      y: Number(y),
    }),
  );
}
