export const REPORT_FORMATS = ['md', 'latex', 'csv', 'html', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** How a table was made from a run: what a committed table says of itself on its first lines. */
export interface ReportSource {
  readonly runId: string;
  readonly format: ReportFormat;
  readonly columns?: readonly string[] | undefined;
}

const LINE = /mls report ([\w.-]+) --format (md|latex|csv|html)(?: --columns ([\w,]+))?/;
/** A page begins with its doctype. */
const FIRST_CHARS = 400;

export function sourceLine({ runId, format, columns }: ReportSource): string {
  return `mls report ${runId} --format ${format}${columns === undefined ? '' : ` --columns ${columns.join(',')}`}`;
}

/** What a file says that it was made from; undefined of one that does not say. */
export function sourceOf(text: string): ReportSource | undefined {
  const [, runId, format, columns] = LINE.exec(text.slice(0, FIRST_CHARS)) ?? [];
  if (runId === undefined || format === undefined) return undefined;
  return { runId, format: format as ReportFormat, columns: columns?.split(',') };
}
