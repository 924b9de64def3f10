import { UsageError } from '../../errors.js';
import { listenForInterrupt } from '../../harness/interrupt.js';
import { type Capacity, findCapacity, type Probe } from '../../load/find-capacity.js';
import type { RequestSpec } from '../../load/generator/protocol.js';
import { type MeasuredLoad, measureLoad } from '../../load/measure-load.js';
import { startNullServer } from '../../load/null-server.js';
import type { LoadRow } from '../../load/row.js';
import { parseSlo, type Slo } from '../../load/slo.js';
import { parseChoice } from '../../parse/choices.js';
import { parseShare } from '../../parse/quantities.js';
import type { RunEvent } from '../../results/events.js';
import { chooseView, UI_CHOICES } from '../../ui/choose-view.js';
import { FORMATS } from '../present-run.js';
import { type LoadDocument, loadDocument } from './document.js';
import { writeLoadFiles } from './files.js';
import { checkReachable, type HttpFlags, requestSpec } from './http.js';
import { openLoadJournal } from './journal.js';
import { type LoadPoint, type LoadPoints, loadPoints, type PacingFlags } from './points.js';
import { labelOf, loadProgress } from './progress.js';
import { pointLine, printLoad, writeLoadReports } from './report.js';
import { loadVerdict } from './verdict.js';

export interface LoadFlags extends HttpFlags, PacingFlags {
  readonly slo?: string | undefined;
  readonly tolerance: string;
  readonly format: string;
  readonly ui: string;
  readonly out: string;
}

interface LoadRun {
  readonly request: RequestSpec;
  readonly points: LoadPoints;
  readonly slo: Slo | undefined;
  readonly flags: LoadFlags;
}

/** The highest rate that a search tries. */
const MOST_RPS = 100_000;

/**
 * Loads a server as `mls load` does, from its flags to the document.
 * @throws UsageError; MlsError `unavailable` when nobody listens; DataError when results cannot be written
 */
export async function load(
  target: string,
  flags: LoadFlags,
  { json }: { readonly json: boolean },
): Promise<{ readonly exitCode: number; readonly document: LoadDocument }> {
  const format = parseChoice('--format', flags.format, FORMATS);
  const ui = chooseView({ ui: parseChoice('--ui', flags.ui, UI_CHOICES), json, stream: process.stderr });
  const slo = flags.slo === undefined ? undefined : parseSlo(flags.slo);
  if (flags['find-capacity'] && slo === undefined) {
    throw new UsageError('expected --slo with --find-capacity, such as --slo p99=250ms,errors=0.1%');
  }
  const points = await loadPoints(flags);
  const checked = await requestSpec(target === 'null' ? 'http://127.0.0.1/' : target, flags);
  const nullServer = target === 'null' ? await startNullServer() : undefined;
  try {
    const request = { ...checked, url: nullServer?.url ?? checked.url };
    await checkReachable(request.url);
    const onEvent = (event: RunEvent) => {
      if (format === 'ndjson' && !json) process.stdout.write(`${JSON.stringify(event)}\n`);
    };
    const name = target === 'null' ? 'null' : request.url;
    const outcome = await run({ request, points, slo, flags }, name, ui, onEvent);
    if (!json) await printLoad(format, outcome.document, outcome.directory);
    return { exitCode: outcome.document.exitCode, document: outcome.document };
  } finally {
    nullServer?.stop();
  }
}

async function run(
  { request, points, slo, flags }: LoadRun,
  url: string,
  ui: Parameters<typeof loadProgress>[0],
  onEvent: (event: RunEvent) => void,
): Promise<{ document: LoadDocument; directory: string }> {
  const cells = points.points.map((point) => ({ id: point.id, label: labelOf(point) }));
  const journal = await openLoadJournal(flags.out, url, cells, { target: url, flags }, onEvent);
  const interrupt = listenForInterrupt();
  const progress = loadProgress(ui);
  const rows: LoadRow[] = [];
  const measure = async (point: LoadPoint): Promise<MeasuredLoad> => {
    progress.begin(point);
    const { rate, concurrency, pacing, processes } = point;
    const measured = await measureLoad(
      { request, pacing, processes },
      { url, arrivals: points.arrivals, rate, concurrency, slo: slo?.text ?? null },
      slo,
      { onProgress: (now) => progress.update(now), signal: interrupt.signal },
    );
    // A search may come to one rate several times.
    const tries = rows.filter((row) => row.rate === rate && row.concurrency === concurrency).length;
    const name = tries === 0 ? point.id : `${point.id}-${tries + 1}`;
    rows.push(measured.row);
    journal.add(name, measured.row);
    await writeLoadFiles(journal.directory, name, measured);
    progress.end(pointLine(point, measured.row));
    return measured;
  };
  try {
    const capacity = flags['find-capacity']
      ? await search(points, parseShare('--tolerance', flags.tolerance), measure, interrupt.signal)
      : await sweep(points.points, measure, interrupt.signal);
    const verdict = loadVerdict(rows, capacity, interrupt.exitCode());
    journal.finish(verdict);
    const { runId, fingerprint: environment } = journal.started;
    const document = loadDocument.parse({
      schemaVersion: 1,
      runId,
      ...verdict,
      environment,
      rows,
      capacity: capacity ?? null,
    });
    const { writeRunFiles } = await import('../../report/run-files.js');
    await writeRunFiles(journal.directory, journal.started.columns, document);
    await writeLoadReports(journal.directory, rows);
    return { document, directory: journal.directory };
  } finally {
    interrupt.dispose();
    journal.close();
  }
}

async function sweep(
  points: readonly LoadPoint[],
  measure: (point: LoadPoint) => Promise<MeasuredLoad>,
  signal: AbortSignal,
): Promise<undefined> {
  for (const point of points) {
    if (signal.aborted) break;
    await measure(point);
  }
}

async function search(
  { at, startRps }: LoadPoints,
  tolerance: number,
  measure: (point: LoadPoint) => Promise<MeasuredLoad>,
  signal: AbortSignal,
): Promise<Capacity> {
  return findCapacity({
    startRps,
    mostRps: MOST_RPS,
    tolerance,
    async probe(rps): Promise<Probe | undefined> {
      if (signal.aborted || at === undefined) return undefined;
      const { row } = await measure(at(rps));
      if (row.status === 'interrupted') return undefined;
      if (row.status === 'invalid') return 'invalid';
      return row.sloHolds === 'yes' ? 'holds' : 'missed';
    },
  });
}
