import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GroupedLine, scrollWindow } from '../../src/ui/live/scroll-window.js';

/** Groups of the given sizes; cells are named by group and place. */
function linesOf(sizes: readonly number[]): GroupedLine[] {
  return sizes.flatMap((size, group) => [
    { kind: 'group', key: `group:${group}` } as const,
    ...Array.from({ length: size }, (_, at) => ({ kind: 'cell', key: `${group}/${at}` }) as const),
  ]);
}

const cellsIn = (lines: readonly GroupedLine[]) => lines.filter(({ kind }) => kind === 'cell');

const tables = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 }),
    height: fc.integer({ min: 3, max: 40 }),
    pick: fc.nat(),
  })
  .map(({ sizes, height, pick }) => {
    const lines = linesOf(sizes);
    const cells = cellsIn(lines);
    const focus = cells[pick % cells.length]?.key ?? '';
    return { lines, height, focus, shown: scrollWindow(lines, focus, height) };
  });

describe('the window on a long table', () => {
  it('is never higher than it may be, its `+n more` lines included', () => {
    fc.assert(
      fc.property(tables, ({ height, shown }) => {
        const more = Number(shown.above > 0) + Number(shown.below > 0);
        expect(shown.lines.length + more).toBeLessThanOrEqual(height);
      }),
    );
  });

  it('has the cell at work in it', () => {
    fc.assert(
      fc.property(tables, ({ focus, shown }) => {
        expect(shown.lines.map(({ key }) => key)).toContain(focus);
      }),
    );
  });

  it('accounts for every cell', () => {
    fc.assert(
      fc.property(tables, ({ lines, shown }) => {
        expect(shown.above + cellsIn(shown.lines).length + shown.below).toBe(cellsIn(lines).length);
      }),
    );
  });

  it('has no heading without a cell below it, and from five lines on no cell without its own', () => {
    fc.assert(
      fc.property(tables, ({ height, shown }) => {
        let group: string | undefined;
        shown.lines.forEach((line, at) => {
          if (line.kind === 'group') {
            group = line.key.replace('group:', '');
            expect(shown.lines[at + 1]?.kind).toBe('cell');
          } else if (height >= 5) {
            expect(line.key.split('/')[0]).toBe(group);
          }
        });
      }),
    );
  });

  it('is the whole table where that fits', () => {
    const lines = linesOf([2, 2]);
    expect(scrollWindow(lines, null, 6)).toEqual({ lines, above: 0, below: 0 });
  });
});
