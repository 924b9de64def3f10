import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderCsv } from '../../src/report/csv.js';
import type { ColumnDeclaration } from '../../src/results/columns.js';

const column = (name: string): ColumnDeclaration => ({
  name,
  role: 'metric',
  unit: '',
  better: 'none',
  title: name,
});
const columns = ['b', 'a', 'list'].map(column);

it('has the columns in the order declared, and only those', () => {
  expect(renderCsv([{ a: 1, b: 'x', other: 2, list: [1, 2] }], columns)).toBe('b,a,list\nx,1,"[1,2]"\n');
});

it('leaves empty what was not measured', () => {
  expect(renderCsv([{ a: null, b: '', list: null }, { a: Number.NaN }], columns)).toBe('b,a,list\n,,\n,,\n');
});

it('of no rows is its heading', () => {
  expect(renderCsv([], columns)).toBe('b,a,list\n');
});

it('gives every text and number back unchanged', () => {
  const rows = fc.array(
    fc.record({ b: fc.string(), a: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
    {
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(rows, (given) => {
      const back: { b: string; a: string }[] = parse(renderCsv(given, columns.slice(0, 2)), {
        columns: true,
      });
      expect(back.map(({ b, a }) => ({ b, a: Number(a) }))).toEqual(
        given.map(({ b, a }) => ({ b, a: a + 0 })),
      );
    }),
  );
});
