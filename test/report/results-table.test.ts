import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.js';
import { renderResultsTable } from '../../src/report/results-table.js';
import type { Row } from '../../src/results/columns.js';
import { ansiPaint } from '../../src/results/display/paint.js';
import { recordedRows, recordedStart } from '../ui/recorded-run.js';

const { columns } = recordedStart();
const rows = recordedRows();
const ofOneQuestion = rows.slice(1, 3);

describe('the table of results', () => {
  it.each([60, 100, 200])('reads well %d columns wide', async (width) => {
    const text = renderResultsTable(rows, columns, { width });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    await expect(`${text}\n`).toMatchFileSnapshot(`./golden/results-${width}.txt`);
  });

  it('says once what all rows share, and asks for no column that says nothing', () => {
    const [caption = '', , head = ''] = renderResultsTable(ofOneQuestion, columns).split('\n');
    expect(caption).toMatch(/^knn · gaussian · l2 · N 4,000 · D 1,024 · queries 50 · k 10 · /);
    expect(caption).toContain(' · check pass');
    expect(caption).toContain(' · status ok');
    expect(head).not.toMatch(/metric|check|status/);
    expect(head).toContain('backend');
  });

  it('keeps the backend as a column even of a single row', () => {
    const [, , head = '', , row = ''] = renderResultsTable(ofOneQuestion.slice(0, 1), columns).split('\n');
    expect(head).toMatch(/^ backend/);
    expect(row).toMatch(/^ ts /);
  });

  it('tells each reason once, with the question where it did not meet every one of the backend', () => {
    const text = renderResultsTable(rows, columns);
    expect(text.match(/no OpenGL context/g)).toHaveLength(1);
    expect(text).toMatch(/^gpujs unavailable: no OpenGL context/m);
    expect(text).toMatch(/^tfjs \(cosine, N 40,000\) failed: the child process ended with signal SIGKILL$/m);
  });

  it('gives no interval to a single round', () => {
    const once: Row = { ...ofOneQuestion[0], rounds: 1 };
    expect(renderResultsTable([once], columns)).not.toContain('[');
  });

  it('colours the best of each question whose answers were right, and only when asked', () => {
    const wrong: Row = {
      ...ofOneQuestion[1],
      backend: 'broken',
      status: 'wrong',
      check: 'fail',
      medianMs: 1e-3,
    };
    const painted = renderResultsTable([...ofOneQuestion, wrong], columns, { paint: ansiPaint });
    const green = painted.split('\u001B[32m').slice(1);
    expect(green.map((text) => text.split('\u001B')[0])).toEqual(['12.90 ms']);
    expect(painted).toContain('\u001B[31mwrong');
    const plain = renderResultsTable([...ofOneQuestion, wrong], columns);
    expect(plain).not.toContain('\u001B');
    expect(stripVTControlCharacters(painted)).toBe(plain);
  });

  it('of no rows says so', () => {
    expect(renderResultsTable([], columns)).toBe('no results');
  });
});

describe('the Markdown table', () => {
  it('is a GitHub table with the caption above and the reasons below', async () => {
    await expect(renderMarkdown(rows, columns)).toMatchFileSnapshot('./golden/results.md');
  });

  it('escapes what would end a cell', () => {
    const odd: Row = { ...ofOneQuestion[0], engine: 'a|b', status: 'failed', reason: 'line\nbreak *star*' };
    const text = renderMarkdown([odd, ...ofOneQuestion], columns);
    expect(text).toContain('| a\\|b |');
    expect(text).toContain('line break \\*star\\*');
  });

  it('of no rows says so', () => {
    expect(renderMarkdown([], columns)).toBe('No results.\n');
  });
});
