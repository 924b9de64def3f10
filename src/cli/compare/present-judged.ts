import type { JudgedRuns } from '../../results/comparison/judged-runs.js';
import { outputStyle } from '../output-style.js';
import { compareDocumentOf } from './compare-document.js';

export const VERDICT_FORMATS = ['table', 'md', 'csv', 'json'] as const;
export type VerdictFormat = (typeof VERDICT_FORMATS)[number];

/** Wide enough for every column of a table that nobody looks at in a terminal. */
const PIPE_WIDTH = 200;

/** A comparison as it goes to stdout. */
export async function judgedText(
  judged: JudgedRuns,
  format: VerdictFormat,
  exitCode: number,
): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(compareDocumentOf(judged, exitCode), null, 2)}\n`;
    case 'md':
      return (await import('../../report/verdict/verdict-markdown.js')).renderVerdictMarkdown(judged);
    case 'csv':
      return (await import('../../report/verdict/verdict-csv.js')).renderVerdictCsv(judged);
    case 'table': {
      const { renderVerdictTable } = await import('../../report/verdict/verdict-table.js');
      return `${renderVerdictTable(judged, outputStyle(PIPE_WIDTH))}\n`;
    }
  }
}
