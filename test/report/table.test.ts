import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTable } from '../../src/report/table.js';

const backends = {
  head: ['backend', 'state', 'threads', 'why not'],
  align: ['left', 'left', 'right', 'left'],
  rows: [
    ['ts', 'available', '2', ''],
    ['tfjs', 'available', '1', 'wasm; tfjs-node-gpu is not installed, run mls backends setup tfjs-cuda'],
    ['gpujs', 'unavailable', '', 'no X server is running and DISPLAY is not set; start it under xvfb-run -a'],
  ],
} as const;

describe('a table', () => {
  it.each([40, 60, 100, 200])('reads well %d columns wide', async (width) => {
    await expect(`${renderTable({ ...backends, width })}\n`).toMatchFileSnapshot(
      `./golden/table-${width}.txt`,
    );
  });

  it('is as wide as its content where it may be', () => {
    expect(renderTable({ head: ['a', 'b'], rows: [['1', '22']], align: ['left', 'right'] })).toBe(
      ['───────', ' a   b', '───────', ' 1  22', '───────'].join('\n'),
    );
  });

  it('breaks a word that is longer than its column, and loses none of it', () => {
    const path = '/a/very/long/path/without/any/space/in/it';
    const lines = renderTable({ head: ['where'], rows: [[path]], width: 20 }).split('\n');
    expect(
      lines
        .slice(3, -1)
        .map((line) => line.trim())
        .join(''),
    ).toBe(path);
  });

  it('draws a light rule above each group', () => {
    const lines = renderTable({ head: ['a'], rows: [['1'], ['2'], ['3']], groupStarts: [2] }).split('\n');
    expect(lines[5]).toBe('╌╌╌');
    expect(lines[6]).toBe(' 3');
  });

  it('without rows is its heading', () => {
    expect(renderTable({ head: ['a'], rows: [] }).split('\n')).toContain(' a');
  });

  it('aligns by what the terminal shows, not by escape sequences or code units', () => {
    const lines = renderTable({
      head: ['x', 'y'],
      rows: [
        ['\u001B[32mgreen\u001B[39m', '1'],
        ['µs', '2'],
      ],
    }).split('\n');
    expect(lines[3]).toContain('\u001B[32mgreen\u001B[39m  1');
    expect(lines[4]).toBe(' µs     2');
  });

  it('fits the width, has no escape sequence of its own and no line that ends in a space', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc µ×–'), maxLength: 40 });
    const tables = fc.integer({ min: 1, max: 5 }).chain((columns) =>
      fc.record({
        head: fc.array(fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 9 }), {
          minLength: columns,
          maxLength: columns,
        }),
        rows: fc.array(fc.array(word, { minLength: columns, maxLength: columns }), { maxLength: 6 }),
        width: fc.integer({ min: columns * 6, max: 120 }),
      }),
    );
    fc.assert(
      fc.property(tables, (table) => {
        for (const line of renderTable(table).split('\n')) {
          expect(line.length).toBeLessThanOrEqual(table.width);
          expect(line.endsWith(' ') || line.includes('\u001B')).toBe(false);
        }
      }),
    );
  });
});
