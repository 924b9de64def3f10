import { describe, expect, it } from 'vitest';
import { renderCapacities } from '../../src/report/capacity-table.js';
import { renderServingCsv } from '../../src/report/serving-csv.js';
import { renderServingCurves } from '../../src/report/serving-curves.js';
import { renderServingSvgs } from '../../src/report/serving-svg.js';
import { renderServingMarkdown, renderServingTable } from '../../src/report/serving-table.js';
import type { Row } from '../../src/results/columns.js';
import { capacitiesOf } from '../../src/suites/serving/capacity.js';
import { SERVING_COLUMNS } from '../../src/suites/serving/columns.js';
import { type ServingRow, servingRow } from '../../src/suites/serving/row.js';
import { rowAt } from '../suites/serving/rows.js';

function ramp(tier: ServingRow['tier'], policy: string, most: number): ServingRow[] {
  return [5, 10, 20, 40].map((rate) => {
    const isPast = rate > 2 * most;
    return isPast
      ? rowAt(rate, most, {
          tier,
          policy,
          status: 'skipped',
          reason: 'past saturation at 20/s',
          sloHolds: null,
        })
      : rowAt(rate, most, { tier, policy });
  });
}

const ROWS: ServingRow[] = [
  rowAt(4000, 4000, {
    tier: 'null',
    policy: 'none',
    model: 'none',
    reason: '8000/s was too much: 5900/s were answered',
    p99Ms: 2.1,
  }),
  ...ramp('baseline', 'fifo', 13),
  ...ramp('batched', 'adaptive', 30),
  ...ramp('balanced', 'round-robin', 52).map((row, i) =>
    i === 1
      ? {
          ...row,
          status: 'invalid' as const,
          reason:
            'requests left 9 ms late at the 99th percentile, over 5 ms: the generator did not keep its plan; lower --rps',
        }
      : row,
  ),
];

function reportOf(rows: readonly Row[], width: number): string {
  const capacities = capacitiesOf(ROWS);
  return [
    renderServingTable(rows, { width }),
    renderServingCurves(rows, { width: Math.min(width, 100) }),
    renderCapacities(capacities, { slo: 'p99=1500ms', generatorRps: 4000, width }),
    '',
  ].join('\n\n');
}

describe('the report of a serving benchmark', () => {
  it('is made of rows as the contract has them, column by column', () => {
    for (const row of ROWS)
      expect(Object.keys(servingRow.parse(row))).toEqual(SERVING_COLUMNS.map(({ name }) => name));
    expect(
      SERVING_COLUMNS.slice(0, 24)
        .map(({ name }) => name)
        .join(', '),
    ).toBe(
      'suite, tier, policy, model, offeredRps, throughputRps, goodputRps, sent, successful, failed, refused, timedOut, ' +
        'meanMs, p50Ms, p90Ms, p95Ms, p99Ms, p999Ms, maxMs, uncorrectedP99Ms, slipP99Ms, instances, meanBatch, status',
    );
  });

  it.each([80, 120, 240])('reads well %d columns wide', async (width) => {
    const text = reportOf(ROWS, width);
    await expect(text).toMatchFileSnapshot(`./golden/serving-${width}.txt`);
    const table = text.split('\n').slice(1, 16);
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(width);
  });

  it('is a page of GitHub too', async () => {
    await expect(`${renderServingMarkdown(ROWS)}\n`).toMatchFileSnapshot('./golden/serving.md');
  });

  it('begins its CSV with the columns of the published load tests, in seconds', () => {
    const lost = rowAt(20, 13, { sent: 200, successful: 150, refused: 40, timedOut: 10 });
    const [head = '', line = ''] = renderServingCsv([lost], SERVING_COLUMNS).split('\n');
    expect(head).toMatch(
      /^rps,requests_sent,successful,failed,mean_latency,median_latency,p90_latency,p95_latency,p99_latency,throughput_rps,suite,tier,/,
    );
    expect(line).toMatch(/^20,200,150,50,1,1,2,2,2,13,serving,batched,/);
    const names = head.split(',');
    expect(new Set(names).size).toBe(names.length);
  });

  it('draws every tier that was sent two rates, one beside the other, and the SLO', async () => {
    const svgs = await renderServingSvgs(ROWS, 1500);
    expect([...svgs.keys()]).toEqual(['latency-p99.svg', 'latency-p50.svg', 'throughput.svg']);
    const latency = svgs.get('latency-p99.svg') ?? '';
    for (const label of ['baseline', 'batched', 'balanced', 'SLO'])
      expect(latency).toContain(`>${label}</text>`);
    expect(latency).not.toContain('NaN');
    expect((await renderServingSvgs(ROWS.slice(0, 2), 1500)).size).toBe(0);
    expect(renderServingCurves(ROWS.slice(0, 2), { width: 80 })).toBe('');
  });
});
