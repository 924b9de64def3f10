import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/report/markdown.js';
import { renderResultsTable } from '../../../src/report/results-table.js';
import { SCHEDULING_COLUMNS } from '../../../src/suites/scheduling/columns.js';
import { simulatedRows } from './simulated-rows.js';

describe('the table of simulations', () => {
  it.each([60, 100, 200])('reads well in %d columns', async (width) => {
    const text = renderResultsTable(simulatedRows(), SCHEDULING_COLUMNS, { width });
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
    await expect(`${text}\n`).toMatchFileSnapshot(`../golden/scheduling-${width}.txt`);
  });

  it('keeps rate, policy and goodput longest', () => {
    const text = renderResultsTable(simulatedRows(), SCHEDULING_COLUMNS, { width: 50 });
    expect(text).toMatch(/rate\/s +policy/);
    expect(text).toContain('goodput/s');
    expect(text).not.toContain('events');
  });

  it('says what a policy failed of, by its name', () => {
    const rows = simulatedRows().map((row) =>
      row.policy === 'fcfs' ? { ...row, status: 'failed', reason: 'ran a request twice' } : row,
    );
    expect(renderResultsTable(rows, SCHEDULING_COLUMNS, { width: 100 })).toContain(
      'fcfs failed: ran a request twice',
    );
    expect(renderMarkdown(rows, SCHEDULING_COLUMNS)).toContain('fcfs failed: ran a request twice');
  });
});
