import { latexText } from './latex-text.js';
import type { Publication } from './publication.js';

/** A `table` that needs `\usepackage{booktabs}` and nothing else. */
export function renderPublishedLatex(
  { title, caption, columns, groups, notes }: Publication,
  label: string,
): string {
  const line = (cells: readonly string[]) => `    ${cells.join(' & ')} \\\\`;
  const bodies = groups.map((group) =>
    group
      .map(({ cells }) =>
        line(cells.map(({ text, isBest }) => (isBest ? `\\textbf{${latexText(text)}}` : latexText(text)))),
      )
      .join('\n'),
  );
  return `${[
    '% Needs \\usepackage{booktabs}.',
    '\\begin{table}',
    '  \\centering\\footnotesize',
    `  \\caption{${[title, ...caption].map((text) => `${latexText(text)}.`).join(' ')}}`,
    `  \\label{tab:${label}}`,
    `  \\begin{tabular}{${columns.map(({ align }) => (align === 'right' ? 'r' : 'l')).join('')}}`,
    '    \\toprule',
    line(columns.map(({ heading }) => latexText(heading))),
    '    \\midrule',
    bodies.join('\n    \\addlinespace\n'),
    '    \\bottomrule',
    '  \\end{tabular}',
    ...notes.map((note) => `  \\par ${latexText(note)}`),
    '\\end{table}',
  ].join('\n')}\n`;
}
