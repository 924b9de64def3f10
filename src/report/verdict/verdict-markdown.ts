import type { JudgedRuns } from '../../results/comparison/judged-runs.js';
import { escapeMarkdown } from '../markdown.js';
import { judgedCells, sharedParameters } from './judged-cells.js';
import { partLines } from './part-lines.js';
import { captionLines, VERDICT_COLUMNS } from './verdict-figures.js';
import { reasonLines } from './verdict-table.js';

/** Two runs held against each other as a GitHub table, with what was compared above it and reasons below. */
export function renderVerdictMarkdown(judged: JudgedRuns): string {
  const cells = judgedCells(judged);
  const columns = VERDICT_COLUMNS.filter((column) => cells.some((cell) => column.text(cell) !== ''));
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const caption = [sharedParameters(judged).join(' · '), ...captionLines(judged)];
  const table = [
    line(columns.map(({ heading }) => heading)),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...cells.map((cell) =>
      line(
        columns.map((column) => {
          const text = escapeMarkdown(column.text(cell));
          return column.heading === 'verdict' && cell.word !== 'same' ? `**${text}**` : text;
        }),
      ),
    ),
  ];
  const notes = [...reasonLines(cells), ...partLines(judged.judgement).map(({ text }) => text)];
  const parts = [
    caption.map(escapeMarkdown).map((text) => `${text}  `),
    table,
    notes.map((text) => `- ${escapeMarkdown(text)}`),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}
