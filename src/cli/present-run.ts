import type { BenchmarkResult } from '../harness/benchmark.js';
import { parseChoice } from '../parse/choices.js';
import { ansiPaint, type Paint, plainPaint } from '../results/display/paint.js';
import { documentOf, type RunDocument } from '../results/document.js';
import type { Emit, RunEvent } from '../results/events.js';
import { isRecorded } from '../results/journal-writer.js';
import { comparedRows, type RecordedRun } from '../results/recorded-run.js';
import { chooseView, UI_CHOICES } from '../ui/choose-view.js';
import { openView } from '../ui/open-view.js';
import { nearPath } from './near-path.js';
import { outputStyle } from './output-style.js';

export const FORMATS = ['table', 'csv', 'markdown', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

const PIPE_WIDTH = 200;
const CHART_WIDTH = 100;

export interface Presentation {
  readonly ui: string;
  readonly format: string;
  readonly json: boolean;
  /** What the terminal shows below the table; without it, what more threads bring, and charts against N. */
  readonly below?: Below;
}

export type Below = (run: RecordedRun, options: BelowOptions) => Promise<readonly string[]>;

export interface BelowOptions {
  readonly width: number;
  readonly paint: Paint;
}

export interface RunOutcome {
  readonly exitCode: number;
  readonly document: RunDocument;
}

/** Shows a run on stderr while it goes on, then writes its tables to its folder and its data to stdout. */
export async function presentRun(
  { ui, format, json, below = scalingCharts }: Presentation,
  start: (onEvent: Emit) => Promise<BenchmarkResult>,
): Promise<RunOutcome> {
  const output = parseChoice('--format', format, FORMATS);
  const kind = chooseView({ ui: parseChoice('--ui', ui, UI_CHOICES), json, stream: process.stderr });
  const view = await openView(kind, { paint: process.env.FORCE_COLOR === '0' ? plainPaint : ansiPaint });
  const onEvent = (event: RunEvent) => {
    if (output === 'ndjson' && !json && isRecorded(event)) process.stdout.write(`${JSON.stringify(event)}\n`);
    view.handle(event);
  };
  let result: BenchmarkResult;
  try {
    result = await start(onEvent);
  } finally {
    await view.finish();
  }
  const document = documentOf(result.run, result.verdict);
  const { writeRunFiles } = await import('../report/run-files.js');
  await writeRunFiles(result.directory, result.run.started.columns, document);
  if (!json) await printRun(output, result, { below });
  return { exitCode: result.verdict.exitCode, document };
}

export interface PrintOptions {
  readonly below?: Below | undefined;
  /** Wide enough for every column of a table that nobody looks at in a terminal. */
  readonly pipeWidth?: number;
  /** What is said of a run that was interrupted; by default how to go on with it. */
  readonly partial?: string;
}

/** Data goes to stdout; where it lies and how to go on is a message, to stderr. */
export async function printRun(
  format: Format,
  { run, verdict, directory }: BenchmarkResult,
  { below = scalingCharts, pipeWidth = PIPE_WIDTH, partial }: PrintOptions = {},
): Promise<void> {
  const { columns, command, runId } = run.started;
  const rows = comparedRows(run);
  switch (format) {
    case 'table':
      process.stdout.write(`${await terminalReport(run, below, pipeWidth)}\n`);
      break;
    case 'csv':
      process.stdout.write((await import('../report/csv.js')).renderCsv(rows, columns));
      break;
    case 'markdown':
      process.stdout.write((await import('../report/markdown.js')).renderMarkdown(rows, columns));
      break;
    case 'ndjson':
      break;
  }
  process.stderr.write(`\nJournal, CSV and tables: ${nearPath(directory)}\n`);
  if (verdict.partial)
    process.stderr.write(`PARTIAL: interrupted${partial ?? `. Resume with: ${command} --resume ${runId}`}\n`);
}

async function terminalReport(run: RecordedRun, below: Below, pipeWidth: number): Promise<string> {
  const { renderResultsTable } = await import('../report/results-table.js');
  const { width, paint } = outputStyle(pipeWidth);
  const parts = [
    renderResultsTable(comparedRows(run), run.started.columns, { width, paint }),
    ...(await below(run, { width: Math.min(width, CHART_WIDTH), paint })),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

async function scalingCharts(run: RecordedRun, options: BelowOptions): Promise<string[]> {
  const [{ renderScalingCharts }, { renderThreadScaling }] = await Promise.all([
    import('../report/scaling-chart.js'),
    import('../report/thread-scaling.js'),
  ]);
  const rows = comparedRows(run);
  const { columns } = run.started;
  return [renderThreadScaling(rows, columns, options.width), renderScalingCharts(rows, columns, options)];
}
