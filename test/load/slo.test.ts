import { describe, expect, it } from 'vitest';
import { goodWithinMs, judgeSlo, parseSlo } from '../../src/load/slo.js';
import { allowedSlipMs, invalidityOf } from '../../src/load/validity.js';

const thousand = Float64Array.from({ length: 1000 }, (_, i) => i + 1);

describe('an SLO', () => {
  it.each([
    ['p99=991ms', []],
    ['p99=990ms', ['p99 990 ms, over 990 ms']],
    ['p(99)<1s,max<=1s', []],
    ['p50=100ms,max=999ms', ['p50 500.5 ms, over 100 ms', 'max 1000 ms, over 999 ms']],
    ['errors=0%', []],
  ])('judges %s', (text, missed) => {
    expect(judgeSlo(parseSlo(text), thousand, 0)).toMatchObject({ holds: missed.length === 0, missed });
  });

  it('takes a request that failed for one that was never answered', () => {
    expect(judgeSlo(parseSlo('p95=1s'), thousand, 40).holds).toBe(true);
    expect(judgeSlo(parseSlo('p95=1s'), thousand, 60).missed).toEqual(['p95 never answered, over 1000 ms']);
    expect(judgeSlo(parseSlo('errors=1%'), thousand, 20).missed).toEqual(['errors 1.96 %, over 1 %']);
    expect(judgeSlo(parseSlo('p99=1s'), new Float64Array(), 3).holds).toBe(false);
  });

  it.each([
    // MLPerf's counts: 64 queries show a p90 with one over, 662 a p99; 459 with none over.
    ['p90=1s', 63, 1, 64],
    ['p99=1s', 661, 1, 662],
    ['p99=1s', 100, 0, 459],
    ['p90=1s,p99=1s,errors=5%', 661, 1, 662],
  ])('says how many requests it takes to show %s of %i good answers and %i bad', (text, good, bad, needed) => {
    expect(judgeSlo(parseSlo(text), new Float64Array(good).fill(1), bad).neededToShow).toBe(needed);
  });

  it.each(['max=1s', 'errors=1%', 'p50=0.5ms'])('has no number of requests that would show %s', (text) => {
    expect(judgeSlo(parseSlo(text), new Float64Array(100).fill(1), 0).neededToShow).toBeUndefined();
  });

  it('takes for good what keeps its loosest latency', () => {
    expect(goodWithinMs(parseSlo('p50=10ms,p99=250ms'))).toBe(250);
    expect(goodWithinMs(parseSlo('errors=1%'))).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    '',
    'p99',
    'p99=250',
    'p0=1s',
    'p101=1s',
    'errors=100%',
    'latency=1s',
    'p99=1s,',
  ])('refuses %j', (text) => {
    expect(() => parseSlo(text)).toThrow('expected --slo to be such as p99=250ms,errors=0.1%');
  });
});

describe('the slip of a schedule', () => {
  it('may be 5 ms, or 1 % of the mean gap where that is more', () => {
    expect([allowedSlipMs(0.2), allowedSlipMs(500), allowedSlipMs(2000)]).toEqual([5, 5, 20]);
    expect(invalidityOf(5, 10)).toBeUndefined();
    expect(invalidityOf(5.1, 10)).toContain('5.1 ms late at the 99th percentile, over 5 ms');
    expect(invalidityOf(Number.NaN, 10)).toBeUndefined();
  });
});
