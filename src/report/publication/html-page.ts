import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { MISSING } from '../../results/display/quantity.js';
import { formatValue } from '../../results/display/value.js';
import { escaped } from '../escaped-markup.js';
import { HTML_STYLE } from './html-style.js';
import type { Publication, PublishedRun } from './publication.js';

export interface PagePlot {
  /** What the figure shows. */
  readonly caption: string;
  readonly svg: string;
}

/**
 * One self-contained page: no script, no font, no address that it asks anything of. Tables have captions and headings
 * with scope, plots have names and descriptions, everything wide scrolls in a region that the keyboard reaches.
 */
export function renderHtmlPage(
  run: PublishedRun,
  publication: Publication,
  plots: readonly PagePlot[],
): string {
  const { title, caption, notes } = publication;
  const heading = `${title}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escaped(`${run.suite}: ${run.runId}`)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<a class="skip" href="#results">Skip to the results</a>
<header>
<h1>${escaped(heading)}</h1>
${run.partial ? '<p class="partial" role="note"><strong>Partial:</strong> the run was interrupted.</p>\n' : ''}<p>Run <code>${escaped(run.runId)}</code></p>
</header>
<nav aria-label="On this page"><ul>
<li><a href="#results">Results</a></li>
${plots.length === 0 ? '' : '<li><a href="#plots">Plots</a></li>\n'}<li><a href="#rows">All columns</a></li>
</ul></nav>
<main>
<section aria-labelledby="results">
<h2 id="results" tabindex="-1">Results</h2>
${resultTable(publication)}
${notes.length === 0 ? '' : `<ul class="notes">\n${notes.map((note) => `<li>${escaped(note)}</li>`).join('\n')}\n</ul>\n`}</section>
${plots.length === 0 ? '' : plotSection(plots)}<section aria-labelledby="rows">
<h2 id="rows">All columns</h2>
${fullTable(run)}
</section>
</main>
<footer><p>${caption.map((text) => `${escaped(text)}.`).join(' ')}</p></footer>
</body>
</html>
`;
}

function resultTable({ title, caption, columns, groups }: Publication): string {
  const head = columns.map(
    ({ heading, align }) => `<th scope="col" class="${align}">${escaped(heading)}</th>`,
  );
  const bodies = groups.map((group) => {
    const rows = group.map(({ cells }) => {
      const [first, ...others] = cells.map(({ text, isBest }, at) => {
        const content = isBest ? `<strong>${escaped(text)}</strong>` : escaped(text);
        const align = columns[at]?.align ?? 'left';
        // What a row is about stands in its first column.
        return at === 0
          ? `<th scope="row" class="${align}">${content}</th>`
          : `<td class="${align}">${content}</td>`;
      });
      return `<tr>${[first, ...others].join('')}</tr>`;
    });
    return `<tbody>\n${rows.join('\n')}\n</tbody>`;
  });
  return region(
    'results',
    `<table>
<caption><span>${escaped(title)}. ${caption.map((text) => `${escaped(text)}.`).join(' ')}</span></caption>
<thead>
<tr>${head.join('')}</tr>
</thead>
${bodies.join('\n')}
</table>`,
  );
}

/** Every declared column that some row has, with units that fit each figure. */
function fullTable({ rows, columns: declared }: PublishedRun): string {
  const columns = declared.filter(({ name }) => rows.some((row) => (row[name] ?? '') !== ''));
  const head = columns.map(
    (column) => `<th scope="col" class="${alignOf(rows, column)}">${headOf(column)}</th>`,
  );
  const lines = rows.map((row, at) => {
    const cells = columns.map((column) => {
      const text = formatValue(row, column);
      return `<td class="${alignOf(rows, column)}">${text === '' ? MISSING : escaped(text)}</td>`;
    });
    return `<tr><th scope="row" class="right">${at + 1}</th>${cells.join('')}</tr>`;
  });
  return region(
    'rows',
    `<table class="full">
<caption><span>Every row with all that was measured of it.</span></caption>
<thead>
<tr><th scope="col" class="right">row</th>${head.join('')}</tr>
</thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>`,
  );
}

function headOf({ title, unit, name }: ColumnDeclaration): string {
  // Times and sizes bear units of their own.
  const shown =
    unit === '' || ['ns', 'us', 'ms', 's', 'bytes', 'x'].includes(unit) ? title : `${title} (${unit})`;
  return `<abbr title="${escaped(name)}">${escaped(shown)}</abbr>`;
}

function alignOf(rows: readonly Row[], { name }: ColumnDeclaration): string {
  return rows.some((row) => typeof row[name] === 'number') ? 'right' : 'left';
}

/** What may be wider than the window scrolls by itself, and by the keyboard. */
function region(labelledBy: string, content: string): string {
  return `<div class="scroll" role="region" aria-labelledby="${labelledBy}" tabindex="0">\n${content}\n</div>`;
}

function plotSection(plots: readonly PagePlot[]): string {
  const figures = plots.map(
    ({ caption, svg }) =>
      `<figure>\n<div class="scroll">${svg.trimEnd()}</div>\n<figcaption>${escaped(caption)}</figcaption>\n</figure>`,
  );
  return `<section aria-labelledby="plots">
<h2 id="plots">Plots</h2>
<div class="plots">
${figures.join('\n')}
</div>
</section>
`;
}
