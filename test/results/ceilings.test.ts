import { describe, expect, it } from 'vitest';
import { type Ceiling, withCeilingShares } from '../../src/results/ceilings.js';
import type { Row } from '../../src/results/columns.js';

const ceilings: readonly Ceiling[] = [
  { device: 'CPU', threads: 1, measuredBy: 'a', readGbps: 10, fp32Gflops: 100 },
  { device: 'CPU', threads: 2, measuredBy: 'a', readGbps: 15, fp32Gflops: 200, int8Gops: 400 },
  { device: 'GPU', threads: null, measuredBy: 'b', readGbps: 1000, fp32Gflops: 50_000 },
];

const row = (more: Row): Row => ({
  device: 'CPU',
  threads: 2,
  check: 'pass',
  precision: 'full',
  gflops: 50,
  gbps: 3,
  ceilingPercent: null,
  boundBy: null,
  ...more,
});

const shareOf = (more: Row) => {
  const [answer] = withCeilingShares([row(more)], ceilings);
  return [answer?.ceilingPercent, answer?.boundBy];
};

describe('the share of the ceiling', () => {
  it('is of the one that binds: the greater share', () => {
    expect(shareOf({})).toEqual([25, 'compute']);
    expect(shareOf({ gflops: 6, gbps: 12 })).toEqual([80, 'memory']);
    expect(shareOf({ gbps: null })).toEqual([25, 'compute']);
  });

  it('is of the device that answered, with as many threads', () => {
    expect(shareOf({ threads: 1 })).toEqual([50, 'compute']);
    expect(shareOf({ device: 'GPU', threads: 7, gflops: 5000 })).toEqual([10, 'compute']);
  });

  it('goes beyond 100 where the ceiling was measured too low, rather than be cut off', () => {
    expect(shareOf({ gflops: 300 })).toEqual([150, 'compute']);
  });

  it('of a certified search is of the rate of int8', () => {
    expect(shareOf({ precision: 'certified', gflops: 300 })).toEqual([75, 'compute']);
    expect(shareOf({ precision: 'certified', threads: 1 })).toEqual([null, null]);
  });

  it.each([
    ['a device nobody measured', { device: 'other' }],
    ['threads nobody measured', { threads: 3 }],
    ['an answer that is wrong', { check: 'fail' }],
    ['a row without a rate', { gflops: null }],
  ])('is unknown for %s', (_, more) => {
    expect(shareOf(more)).toEqual([null, null]);
  });

  it('is not added to rows whose suite does not declare it', () => {
    const { ceilingPercent: _, boundBy: __, ...plain } = row({});
    expect(withCeilingShares([plain], ceilings)).toEqual([plain]);
  });
});
