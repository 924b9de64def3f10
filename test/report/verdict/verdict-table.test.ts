import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { renderVerdictCsv } from '../../../src/report/verdict/verdict-csv.js';
import { renderVerdictMarkdown } from '../../../src/report/verdict/verdict-markdown.js';
import { renderVerdictTable } from '../../../src/report/verdict/verdict-table.js';
import { ansiPaint } from '../../../src/results/display/paint.js';
import { JUDGED } from './judged.js';

describe('the table of a comparison', () => {
  it.each([60, 100, 200])('reads well %d columns wide', async (width) => {
    const text = renderVerdictTable(JUDGED, { width });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    await expect(`${text}\n`).toMatchFileSnapshot(`../golden/verdicts-${width}.txt`);
  });

  it('says which noise floor it used, and how to find one where there is none', () => {
    expect(renderVerdictTable(JUDGED)).toContain('noise floor 2.1 % (interleaved, 5 A/A trials at load 0.3)');
    expect(renderVerdictTable({ ...JUDGED, floor: { kind: 'none' } })).toContain('mls calibrate --suite knn');
  });

  it('warns where the floor hides what the threshold asks for', () => {
    const { floor } = JUDGED;
    if (floor.kind === 'none') throw new Error('the comparison has no floor');
    const hidden = renderVerdictTable({ ...JUDGED, floor: { ...floor, share: 0.59, loadAverage: 13 } });
    expect(hidden).toContain('no difference below 59 % is called one');
    expect(renderVerdictTable(JUDGED)).not.toContain('is called one');
  });

  it('colours a regression red and what is faster green, and only when asked', () => {
    expect(renderVerdictTable(JUDGED)).not.toContain('\u001b');
    const painted = renderVerdictTable(JUDGED, { paint: ansiPaint });
    expect(painted).toContain('\u001b[31mslower');
    expect(painted).toContain('\u001b[32mfaster');
  });

  it('has a Markdown form', async () => {
    await expect(renderVerdictMarkdown(JUDGED)).toMatchFileSnapshot('../golden/verdicts.md');
  });

  it('has a CSV form with numbers in full, and nothing where nothing was compared', async () => {
    const text = renderVerdictCsv(JUDGED);
    await expect(text).toMatchFileSnapshot('../golden/verdicts.csv');
    const records: Record<string, string>[] = parse(text, { columns: true });
    expect(records[0]).toMatchObject({ subject: 'ts', verdict: 'regressed', ratio: '1.324' });
    expect(records[5]).toMatchObject({ verdict: 'not-compared', ratio: '', pHolm: '' });
  });
});
