import { UsageError } from '../../errors.js';
import { PLOT_KINDS, type PlotKind } from '../../report/plots/plot.js';
import { needsOf, plotsOf } from '../../report/plots/plots-of.js';
import { publish } from '../../report/publication/publish.js';
import { publishedRun } from '../../report/published-run.js';
import type { TimeWindow } from '../../report/scheduling/gantt-lanes.js';
import type { OpenedRun } from '../../results/open-run.js';
import { recordedVerdict } from '../../results/recorded-verdict.js';
import { readBatchTraces } from '../computed/batch-traces.js';
import { chosenCells } from '../computed/chosen-cells.js';
import { documentOfRun } from '../runs/show.js';
import { type ReportFormat, sourceLine } from './source.js';

export interface ReportOptions {
  readonly format: ReportFormat;
  /** Columns of the table; those that tell something by default. */
  readonly columns?: readonly string[] | undefined;
}

/**
 * A run's table for a paper or a pull request, which names the run it follows from.
 * @throws UsageError when there is nothing to show, or a column is none of the run
 */
export async function reportRun(opened: OpenedRun, options: ReportOptions): Promise<string> {
  const { format, columns } = options;
  const published = publishedRun(opened.run, recordedVerdict(opened.journal.events).partial);
  const { runId, rows } = published;
  if (rows.length === 0)
    throw new UsageError(`expected rows to report, and run ${runId} has none: nothing was finished`);
  if (columns !== undefined && (format === 'csv' || format === 'json')) {
    throw new UsageError(`expected --columns with md, latex or html; ${format} has all columns`);
  }
  const source = sourceLine({ runId, format, columns });
  switch (format) {
    case 'md': {
      const { renderPublishedMarkdown } = await import('../../report/publication/render-markdown.js');
      return `<!-- ${source} -->\n\n${renderPublishedMarkdown(publish(published, columns))}`;
    }
    case 'latex': {
      const [{ renderPublishedLatex }, { fitPage }] = await Promise.all([
        import('../../report/publication/render-latex.js'),
        import('../../report/publication/fit-page.js'),
      ]);
      const publication = publish(published, columns);
      // Columns that were named are what somebody has room for.
      const fitted = columns === undefined ? fitPage(publication, published.columns) : publication;
      return `% ${source}\n${renderPublishedLatex(fitted, runId)}`;
    }
    case 'csv': {
      const { renderCsv } = await import('../../report/csv.js');
      return `# ${source}\n${renderCsv(rows, published.columns)}`;
    }
    case 'html':
      return htmlPage(published, source, columns);
    case 'json':
      return `${JSON.stringify(await reportDocumentOf(opened), null, 2)}\n`;
  }
}

/** The run's document with what its columns mean: all that a table of one's own takes. */
export async function reportDocumentOf(opened: OpenedRun) {
  return { ...(await documentOfRun(opened)), columns: opened.run.started.columns };
}

export interface PlotOptions {
  /** Part of the ids of the cells to draw; by default all. */
  readonly cell?: string | undefined;
  /** Of simulations, the time to draw; by default one in which batches can be told apart. */
  readonly window?: TimeWindow | undefined;
}

/**
 * Plots of one kind as SVG.
 * @throws UsageError when the run has nothing to draw so, or no such cell
 */
export async function plotRun(
  { run, journal, directory }: OpenedRun,
  kind: PlotKind,
  { cell, window }: PlotOptions = {},
): Promise<string> {
  const chosen = cell === undefined ? run : chosenCells(run, cell);
  const published = {
    ...publishedRun(chosen, recordedVerdict(journal.events).partial),
    traces: await readBatchTraces(chosen, directory),
    window,
  };
  const plots = plotsOf(kind, published);
  if (plots.length === 0) {
    const others = PLOT_KINDS.filter((other) => plotsOf(other, published).length > 0);
    const there =
      others.length === 0 ? 'nothing of it can be drawn' : `it can be drawn as ${others.join(', ')}`;
    throw new UsageError(
      `expected ${needsOf(kind)} for --kind ${kind}; run ${published.runId} of ${published.suite} has none, and ${there}`,
    );
  }
  const { renderPlots } = await import('../../report/plots/render-plot.js');
  return renderPlots(plots, kind);
}

async function htmlPage(
  published: ReturnType<typeof publishedRun>,
  source: string,
  columns: readonly string[] | undefined,
): Promise<string> {
  const [{ renderHtmlPage }, { renderPlots }] = await Promise.all([
    import('../../report/publication/html-page.js'),
    import('../../report/plots/render-plot.js'),
  ]);
  const drawn = PLOT_KINDS.flatMap((kind) =>
    plotsOf(kind, published).map((plot, at) => ({ plot, id: `${kind}-${at}` })),
  );
  const plots = [];
  for (const { plot, id } of drawn) {
    plots.push({ caption: plot.description, svg: await renderPlots([plot], id) });
  }
  const page = renderHtmlPage(published, publish(published, columns), plots);
  return page.replace('<!doctype html>\n', `<!doctype html>\n<!-- ${source} -->\n`);
}
