import { describe, expect, it } from 'vitest';
import { onePerRate, renderLoadCurves } from '../../src/report/load-curve.js';
import { renderLoadSvgs } from '../../src/report/load-svg.js';
import { renderLoadMarkdown, renderLoadTable } from '../../src/report/load-table.js';
import type { Row } from '../../src/results/columns.js';

function row(rate: number, changes: Row = {}): Row {
  return {
    suite: 'load',
    url: 'http://host/',
    arrivals: 'poisson',
    rate,
    slo: 'p99=250ms',
    sloHolds: rate < 40 ? 'yes' : 'no',
    status: 'ok',
    reason: rate < 40 ? null : 'SLO missed: p99 900 ms, over 250 ms',
    offeredRps: rate,
    throughputRps: rate,
    goodputRps: rate < 40 ? rate : 5,
    p50Ms: rate,
    p99Ms: 9 * rate,
    slipP99Ms: 0.4,
    refused: 0,
    failed: 0,
    timedOut: 0,
    ...changes,
  };
}

describe('the table of a load', () => {
  it('says what was offered, what came of it, and why', () => {
    const text = renderLoadTable([row(20), row(100)]);
    expect(text).toContain('load · http://host/ · poisson · SLO p99=250ms');
    expect(text).toMatch(/20\.0 +20\.0 +20\.0 +20\.0 ms .*held +ok/);
    expect(text).toContain('100/s: SLO missed: p99 900 ms, over 250 ms');
    expect(text).not.toContain('clients');
    expect(text).not.toContain('first token');
  });

  it('does not call held what too few requests have shown', () => {
    const text = renderLoadTable([
      row(20, { sent: 200, sloNeeded: 459 }),
      row(30, { sent: 900, sloNeeded: 662 }),
    ]);
    expect(text).toMatch(/20\.0 .*held so far +ok/);
    expect(text).toMatch(/30\.0 .*held +ok/);
    expect(text).toContain('held so far: to show it with 99 % confidence takes 459 requests or more');
  });

  it('fits a narrow terminal and keeps the rate and the 99th percentile', () => {
    const text = renderLoadTable([row(20), row(100)], { width: 50 });
    const [, , head = ''] = text.split('\n');
    expect(head).toMatch(/offered\/s.*achieved\/s.*p99/);
    expect(
      Math.max(
        ...text
          .split('\n')
          .slice(1, 6)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(50);
  });

  it('is a table of GitHub too', () => {
    expect(renderLoadMarkdown([row(20)])).toMatch(
      /^load .*\n\n\| offered\/s \|.*\n\| ---: \|.*\n\| 20\.0 \|/,
    );
  });

  it('tells once that several loads were sent too late, as the worst was', () => {
    const late = (rate: number, slipP99Ms: number) =>
      row(rate, { status: 'invalid', reason: `${slipP99Ms} ms late`, slipP99Ms });
    const text = renderLoadTable([late(10, 7), late(20, 90), late(30, 8), row(100)]);
    expect(text).toContain('3 loads, at worst that of 20/s: 90 ms late');
    expect(text).not.toContain('8 ms late');
    expect(text).toContain('100/s: SLO missed');
    expect(renderLoadTable([late(10, 7)])).toContain('10/s: 7 ms late');
  });

  it('draws one of several loads at one rate', () => {
    const rows = [20, 300, 25].map((p99Ms) => row(20, { p99Ms }));
    expect(onePerRate([row(40), ...rows], 'rate').map(({ rate, p99Ms }) => [rate, p99Ms])).toEqual([
      [20, 25],
      [40, 360],
    ]);
    expect(renderLoadCurves(rows, { width: 80 })).toBe('');
  });

  it('draws curves of two rates and more, without rows that are invalid', async () => {
    expect(renderLoadCurves([row(20)], { width: 80 })).toBe('');
    expect(renderLoadCurves([row(20), row(40, { status: 'invalid' })], { width: 80 })).toBe('');
    const text = renderLoadCurves([row(20), row(100)], { width: 80 });
    expect(text).toContain('Latency against requests/s');
    expect(text).toMatch(/20\.0 │█+ 20\.0 of 20\.0\/s/);
    expect(text).toMatch(/100 │█+░+ 5\.00 of 100\/s/);
    const svgs = await renderLoadSvgs([row(20), row(100)]);
    expect([...svgs.keys()]).toEqual(['latency-p99.svg', 'throughput.svg']);
    expect((await renderLoadSvgs([row(20)])).size).toBe(0);
  });
});
