import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapParts } from '../../src/report/wrap-text.js';

it('breaks between parts and indents what follows', () => {
  expect(wrapParts(['a', 'bb', 'c'], ' · ', 7, '  ')).toBe('a · bb\n  c');
  expect(wrapParts([], ' ', 10)).toBe('');
});

it('loses no part, and goes beyond the width only for one part alone', () => {
  const parts = fc.array(fc.string({ unit: fc.constantFrom(...'abc'), minLength: 1, maxLength: 12 }));
  fc.assert(
    fc.property(parts, fc.integer({ min: 3, max: 30 }), (given, width) => {
      const lines = wrapParts(given, ' ', width, '').split('\n');
      expect(lines.flatMap((line) => line.split(' ')).filter((part) => part !== '')).toEqual(given);
      for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
    }),
  );
});

it('counts what a terminal shows: two columns of a wide character, none of a colour', () => {
  expect(wrapParts(['数据', '集合'], ' ', 8)).toBe('数据\n集合');
  expect(wrapParts(['\u001B[31maaa\u001B[39m', 'bbb'], ' ', 8)).toBe('\u001B[31maaa\u001B[39m bbb');
});
