import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../../src/report/csv.js';
import { fitPage } from '../../../src/report/publication/fit-page.js';
import { publish } from '../../../src/report/publication/publish.js';
import { renderPublishedLatex } from '../../../src/report/publication/render-latex.js';
import { renderPublishedMarkdown } from '../../../src/report/publication/render-markdown.js';
import { recordedSuite, SUITES } from '../recorded-suites.js';

function hasCommand(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.each(SUITES)('the publication of %s', (suite) => {
  const run = recordedSuite(suite);
  const publication = publish(run);
  const fitted = fitPage(publication, run.columns);
  const latex = renderPublishedLatex(fitted, run.runId);

  it('is Markdown as it was', async () => {
    await expect(renderPublishedMarkdown(publication)).toMatchFileSnapshot(
      `../golden/publication/${suite}.md`,
    );
  });

  it('is LaTeX as it was', async () => {
    await expect(latex).toMatchFileSnapshot(`../golden/publication/${suite}.tex`);
  });

  it('is CSV as it was, that reads back', async () => {
    const csv = renderCsv(run.rows, run.columns);
    await expect(csv).toMatchFileSnapshot(`../golden/publication/${suite}.csv`);
    const records = parse(csv, { columns: true });
    expect(records).toHaveLength(run.rows.length);
  });

  it('has a cell for every column in every row, and every row once', () => {
    const rows = publication.groups.flat();
    expect(rows.map(({ row }) => row).sort(byText)).toEqual([...run.rows].sort(byText));
    for (const { cells } of rows) expect(cells).toHaveLength(publication.columns.length);
    expect(new Set(publication.columns.map(({ name }) => name)).size).toBe(publication.columns.length);
  });

  it('tells n and the host in the caption', () => {
    const caption = publication.caption.join('. ');
    expect(caption).toMatch(/n = [\d,]+( to [\d,]+)? (rounds?|requests?) a row/);
    expect(caption).toContain(
      'AMD EPYC 7763, 4 cores, 16.0 GiB, Linux 6.8 x64; Node 20.19.0; mls 0.1.0 (012345678)',
    );
    expect(caption).toContain(run.runId);
  });

  it('is LaTeX with as many columns in every line, and nothing that LaTeX would read as its own', () => {
    const lines = latex.split('\n').filter((line) => line.endsWith('\\\\'));
    for (const line of lines) expect(line.match(/(?<!\\)&/g) ?? []).toHaveLength(fitted.columns.length - 1);
    const body = latex.replace(/^%.*$/gm, '');
    expect(body).not.toMatch(/(?<!\\)[%#_^~]/);
    expect(body).toMatch(/^[\p{ASCII}\u00a0-\u017f]*$/u);
    expect(body.match(/(?<!\\)\{/g)).toHaveLength(body.match(/(?<!\\)\}/g)?.length ?? -1);
  });

  it('is LaTeX no wider than a page, with who answered and the headline', () => {
    const names = fitted.columns.map(({ name }) => name);
    const widths = fitted.columns.map(({ heading }, at) =>
      Math.max(heading.length, ...fitted.groups.flat().map(({ cells }) => cells[at]?.text.length ?? 0)),
    );
    expect(widths.reduce((sum, width) => sum + width + 3, -3)).toBeLessThanOrEqual(82);
    const declared = new Map(run.columns.map((column) => [column.name, column]));
    const of = publication.columns.filter(({ name }) => declared.get(name)?.role !== 'metric');
    expect(names).toEqual(expect.arrayContaining(of.map(({ name }) => name)));
    expect(names).toEqual(
      expect.arrayContaining([suite === 'load' || suite === 'serving' ? 'p99Ms' : 'medianMs']),
    );
  });

  it.skipIf(!hasCommand('pdflatex'))('compiles with plain pdflatex and booktabs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mls-latex-'));
    try {
      const page = `\\documentclass{article}\n\\usepackage{booktabs}\n\\begin{document}\n${latex}\\end{document}\n`;
      writeFileSync(join(folder, 'page.tex'), page);
      execFileSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'page.tex'], { cwd: folder });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
