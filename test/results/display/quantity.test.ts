import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatElapsed,
  formatInterval,
  formatNumber,
  formatRatio,
  formatShare,
} from '../../../src/results/display/quantity.js';

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [2.5e-5, '25.00 ns'],
    [0.0025971, '2.597 µs'],
    [0.99996, '1.000 ms'],
    [12.9, '12.90 ms'],
    [999.96, '1.000 s'],
    [999.94, '999.9 ms'],
    [1234.5, '1.234 s'],
    [7_200_000, '7,200 s'],
  ])('shows %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('has an interval in the unit of its centre and with no more decimals', () => {
    expect(formatInterval(1.001, 0.9912, 1.02)).toBe('[0.991, 1.020]');
    expect(formatInterval(124.5, 124.4, 125.62)).toBe('[124.4, 125.6]');
    expect(formatInterval(1234.5, 999.2, 12_345)).toBe('[0.999, 12.35]');
  });

  it('marks what was not measured', () => {
    expect(formatDuration(Number.NaN)).toBe('–');
    expect(formatInterval(1, Number.NaN, 2)).toBe('–');
  });

  it('is never off by more than rounding to four digits', () => {
    const scale: Record<string, number> = { ns: 1e-6, µs: 1e-3, ms: 1, s: 1e3 };
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e8, noNaN: true }), (ms) => {
        const [figure = '', unit = ''] = formatDuration(ms).split(' ');
        const value = Number(figure.replaceAll(',', '')) * (scale[unit] ?? Number.NaN);
        expect(Math.abs(value - ms)).toBeLessThanOrEqual(ms * 0.51e-3);
      }),
    );
  });
});

describe('numbers', () => {
  it.each([
    [0, '0'],
    [0.0000123, '1.23e-5'],
    [0.0123, '0.0123'],
    [0.5, '0.500'],
    [31.75, '31.8'],
    [401.5, '402'],
    [999.6, '1,000'],
    [3875.9, '3,876'],
    [999_499, '999,499'],
    [999_999, '1.00M'],
    [19_252_500, '19.3M'],
    [2.1e9, '2.10G'],
    [-31.75, '-31.8'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('shows %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('shows counts to the last one', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
  });

  it.each([
    [0.0052, '0.0052×'],
    [0.71, '0.71×'],
    [1, '1.00×'],
    [12.34, '12.3×'],
    [1500, '1,500×'],
  ])('shows the ratio %d as %s', (value, text) => {
    expect(formatRatio(value)).toBe(text);
  });

  it('never rounds a share up to a whole', () => {
    expect(formatShare(1)).toBe('1.0000');
    expect(formatShare(0.99999)).toBe('0.9999');
    expect(formatShare(0.29)).toBe('0.2900');
  });

  it.each([
    [512, '512 B'],
    [1024, '1.00 KiB'],
    [57_671_680, '55.0 MiB'],
    [3 * 2 ** 30, '3.00 GiB'],
  ])('shows %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [7.9, '7s'],
    [65, '1m 05s'],
    [7_380, '2h 03m'],
  ])('shows %d elapsed seconds as %s', (seconds, text) => {
    expect(formatElapsed(seconds)).toBe(text);
  });
});
