import type { ExitCode } from '../../errors.js';
import { EXIT, MlsError } from '../../errors.js';
import { type Interrupt, listenForInterrupt } from '../../harness/interrupt.js';
import { parseChoice } from '../../parse/choices.js';
import type { RunEvent } from '../../results/events.js';
import { openPipeline } from '../../serving/pipeline/open-pipeline.js';
import { capacitiesOf } from '../../suites/serving/capacity.js';
import { SERVING_COLUMNS } from '../../suites/serving/columns.js';
import type { ServingRow } from '../../suites/serving/row.js';
import { type ServingSubject, subjectNames } from '../../suites/serving/subjects.js';
import { chooseView, UI_CHOICES } from '../../ui/choose-view.js';
import { openServingView } from '../../ui/serving/open-serving-view.js';
import type { ServingView } from '../../ui/serving/serving-view.js';
import { writeLoadFiles } from '../load/files.js';
import { FORMATS } from '../present-run.js';
import { openRunJournal, type RunJournal } from '../run-journal.js';
import { type ServingDocument, servingDocument } from './document.js';
import { writeServingFiles } from './files.js';
import { printServing } from './report.js';
import { type BenchServingFlags, type BenchServingRequest, benchServingRequest } from './request.js';
import { sweepTier } from './sweep.js';
import { servingVerdict } from './verdict.js';

export interface BenchServingOptions {
  readonly json: boolean;
  /** What to type for the same run. */
  readonly command?: string;
}

export interface ServingOutcome {
  readonly exitCode: ExitCode;
  readonly document: ServingDocument;
}

interface Bench {
  readonly request: BenchServingRequest;
  readonly subjects: readonly ServingSubject[];
  readonly journal: RunJournal;
  readonly view: ServingView;
  readonly interrupt: Interrupt;
  readonly flags: BenchServingFlags;
}

interface Measured {
  readonly document: ServingDocument;
  readonly directory: string;
  /** What scheduling policies planned with. */
  readonly plans: readonly string[];
}

/**
 * `mls bench serving`: from flags to the document.
 * @throws UsageError; UnavailableError and DataError of model and corpus; DataError when results cannot be written
 */
export async function benchServing(
  flags: BenchServingFlags,
  { json, command = 'mls bench serving' }: BenchServingOptions,
): Promise<ServingOutcome> {
  const format = parseChoice('--format', flags.format, FORMATS);
  const kind = chooseView({ ui: parseChoice('--ui', flags.ui, UI_CHOICES), json, stream: process.stderr });
  const request = await benchServingRequest(flags);
  const subjects = withNullTier(request.subjects);
  for (const line of request.notes) process.stderr.write(`${line}\n`);
  const interrupt = listenForInterrupt();
  let outcome: Measured;
  const view = await openServingView(kind, titleOf(request), loadsOf(request, subjects));
  try {
    await prepare(subjects, view, interrupt.signal);
    const onEvent = (event: RunEvent) => {
      if (format === 'ndjson' && !json) process.stdout.write(`${JSON.stringify(event)}\n`);
    };
    const journal = await openRunJournal({
      ...{ command, onEvent },
      runs: flags.out,
      suite: 'serving',
      columns: SERVING_COLUMNS,
      cells: cellsOf(request, subjects),
      request: flags,
    });
    outcome = await bench({ request, subjects, journal, view, interrupt, flags });
  } finally {
    interrupt.dispose();
    await view.finish();
  }
  const { document } = outcome;
  if (!json) await printServing(format, outcome);
  return { exitCode: document.exitCode as ExitCode, document };
}

async function bench({ request, subjects, journal, view, interrupt, flags }: Bench): Promise<Measured> {
  const nameOf = subjectNames(subjects);
  const rows: ServingRow[] = [];
  const plans: string[] = [];
  try {
    for (const subject of subjects) {
      if (interrupt.signal.aborted) break;
      const name = nameOf(subject);
      await sweepTier({
        ...{ request, subject, name, view },
        signal: interrupt.signal,
        isWhole: flags['all-rates'],
        clientMs: rows.find(({ tier }) => tier === 'null')?.p50Ms ?? 0,
        onPlan: (line) => plans.push(line),
        async onRow(point, row, measured) {
          rows.push(row);
          const id = cellId(subject, point.id);
          journal.add(id, row);
          view.finished(name, row);
          if (measured !== undefined) await writeLoadFiles(journal.directory, id, measured);
        },
      });
    }
    const capacities = capacitiesOf(rows);
    const verdict = servingVerdict(rows, capacities, {
      sloGiven: flags.slo !== undefined,
      interruptedBy: interrupt.exitCode(),
    });
    journal.finish(verdict);
    const { runId, fingerprint: environment } = journal.started;
    const kept = rows.find(({ tier, status }) => tier === 'null' && status === 'ok');
    const document = servingDocument.parse({
      schemaVersion: 1,
      ...{ runId, ...verdict, environment, rows, capacities },
      slo: request.slo.text,
      generatorRps: kept?.rate ?? null,
    });
    await writeServingFiles(journal.directory, document);
    return { document, directory: journal.directory, plans };
  } finally {
    journal.close();
  }
}

/** Fetches and embeds once, and tells of it, what every tier would otherwise do for itself and unseen. */
async function prepare(
  subjects: readonly ServingSubject[],
  view: ServingView,
  signal: AbortSignal,
): Promise<void> {
  const spec = subjects.find(({ tier }) => tier !== 'null')?.spec.pipeline;
  if (spec === undefined) return;
  view.stage('opening model and corpus');
  try {
    const pipeline = await openPipeline(spec, {
      signal,
      progress(what, done, total) {
        const share = total === undefined || total === 0 ? '' : ` ${Math.floor((100 * done) / total)} %`;
        view.stage(`${what}${share}`);
      },
    });
    await pipeline.close();
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new MlsError('interrupted before anything was measured', 'interrupted', EXIT.interrupted, {
      cause: error,
    });
  }
  view.stage('');
}

/** The generator's own ceiling is measured first, whoever is asked for. */
function withNullTier(subjects: readonly ServingSubject[]): ServingSubject[] {
  const [first] = subjects;
  if (first === undefined) return [];
  const { balanced: _, ...spec } = first.spec;
  const none: ServingSubject = { tier: 'null', policy: 'none', spec: { ...spec, tier: 'null' } };
  return [none, ...subjects.filter(({ tier }) => tier !== 'null')];
}

function cellId({ tier, policy }: ServingSubject, pointId: string): string {
  return tier === 'null' ? 'null' : `${tier}-${policy}-${pointId}`;
}

function cellsOf({ points, slo, corpus }: BenchServingRequest, subjects: readonly ServingSubject[]) {
  return subjects.flatMap((subject) => {
    const { tier, policy, spec } = subject;
    const told = tier === 'null' ? points.points.slice(0, 1) : points.points;
    return told.map((point) => ({
      id: cellId(subject, point.id),
      suite: 'serving',
      subject: tier,
      group: `${tier} ${policy}`,
      label: `${tier} ${policy} ${point.rate}/s`,
      parameters: {
        ...{ tier, policy, corpus },
        model: spec.pipeline.model,
        rate: point.rate,
        slo: slo.text,
        arrivals: points.arrivals,
      },
    }));
  });
}

function loadsOf({ points }: BenchServingRequest, subjects: readonly ServingSubject[]): number {
  return subjects.reduce((sum, { tier }) => sum + (tier === 'null' ? 1 : points.points.length), 0);
}

function titleOf({ subjects, corpus, slo, points }: BenchServingRequest): string {
  const model = subjects[0]?.spec.pipeline.model ?? '';
  return `${model} · ${corpus} · ${points.arrivals} · SLO ${slo.text}`;
}
