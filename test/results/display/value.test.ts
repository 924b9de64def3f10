import { describe, expect, it } from 'vitest';
import type { ColumnDeclaration } from '../../../src/results/columns.js';
import { headlineOf, numberIn, textIn } from '../../../src/results/display/headline.js';
import { formatValue, headingOf } from '../../../src/results/display/value.js';

const column = (part: Partial<ColumnDeclaration>): ColumnDeclaration => ({
  name: 'x',
  role: 'metric',
  unit: '',
  better: 'none',
  title: 'x',
  ...part,
});

describe('a value', () => {
  it.each([
    [12.9, { unit: 'ms' }, '12.90 ms'],
    [1.5, { unit: 's' }, '1.500 s'],
    [57_671_680, { unit: 'bytes' }, '55.0 MiB'],
    [0.714, { unit: 'x' }, '0.71×'],
    [31.75, { unit: 'GFLOP/s' }, '31.8'],
    [0.99999, { better: 'higher' }, '0.9999'],
    [60_000, { role: 'parameter' }, '60,000'],
    [0.05, { role: 'parameter' }, '0.0500'],
    ['l2', {}, 'l2'],
    [null, { unit: 'ms' }, '–'],
    ['', {}, '–'],
    [[1, 2, 3], {}, '1 2 3'],
  ] as const)('%j in a column %j reads %s', (value, part, text) => {
    expect(formatValue({ x: value }, column(part))).toBe(text);
  });

  it('that the row does not have is missing', () => {
    expect(formatValue({}, column({}))).toBe('–');
  });
});

it('heads a rate by its unit and everything else by its title', () => {
  expect(headingOf(column({ unit: '1/s', title: 'queries' }))).toBe('queries/s');
  expect(headingOf(column({ unit: 'GFLOP/s', title: 'rate' }))).toBe('GFLOP/s');
  expect(headingOf(column({ unit: 'ms', title: 'median' }))).toBe('median');
});

it('takes the first metric with an interval for the headline', () => {
  const median = column({ name: 'medianMs', interval: ['lowMs', 'highMs'] });
  expect(headlineOf([column({}), median])).toEqual({ column: median, low: 'lowMs', high: 'highMs' });
  expect(headlineOf([column({})])).toBeNull();
});

it('reads numbers and texts of a row, and nothing else for them', () => {
  const row = { n: 3, nan: Number.NaN, s: 'a', none: null, empty: '' };
  expect([numberIn(row, 'n'), numberIn(row, 'nan'), numberIn(row, 's')]).toEqual([3, null, null]);
  expect([textIn(row, 's'), textIn(row, 'n'), textIn(row, 'empty'), textIn(row, 'none')]).toEqual([
    'a',
    null,
    null,
    null,
  ]);
});
