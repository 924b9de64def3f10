import type { JudgedRuns } from '../../results/comparison/judged-runs.js';
import { ansiPaint, plainPaint } from '../../results/display/paint.js';
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
      const { isTTY, columns } = process.stdout;
      const width = isTTY && columns > 0 ? columns : PIPE_WIDTH;
      const paint = isTTY && process.env.FORCE_COLOR !== '0' ? ansiPaint : plainPaint;
      return `${renderVerdictTable(judged, { width, paint })}\n`;
    }
  }
}
