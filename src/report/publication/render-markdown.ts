import type { Publication } from './publication.js';

/** A GitHub table under its caption, with why rows have no figures below. */
export function renderPublishedMarkdown({ title, caption, columns, groups, notes }: Publication): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [
    line(columns.map(({ heading }) => escaped(heading))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...groups
      .flat()
      .map(({ cells }) =>
        line(cells.map(({ text, isBest }) => (isBest ? `**${escaped(text)}**` : escaped(text)))),
      ),
  ];
  return `${[
    `**${escaped(title)}.** ${caption.map((text) => `${escaped(text)}.`).join(' ')}`,
    table.join('\n'),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${escaped(note)}`).join('\n')]),
  ].join('\n\n')}\n`;
}

/** What would end a table cell, a line or plain text. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_<>|[\]]/g, '\\$&').replaceAll(/\s*\n\s*/g, ' ');
}
