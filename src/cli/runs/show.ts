import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentOf, type RunDocument } from '../../results/document.js';
import type { OpenedRun } from '../../results/open-run.js';
import { recordedVerdict } from '../../results/recorded-verdict.js';
import { isComputedSuite } from '../../suites/computed-registry.js';
import { belowTable } from '../below-table.js';
import { type LoadDocument, loadDocument } from '../load/document.js';
import type { Format } from '../present-run.js';
import { type ServingDocument, servingDocument } from '../serving/document.js';

/** The document of a run as `--json` printed it: from `run.json` what only that holds, everything else from the journal. */
export async function documentOfRun(opened: OpenedRun): Promise<RunDocument> {
  const { run, journal, directory } = opened;
  const document = documentOf(run, recordedVerdict(journal.events));
  if (run.started.suite === 'load') return loadDocumentOf(document, directory);
  return run.started.suite === 'serving' ? servingDocumentOf(document, directory) : document;
}

/** Prints a run's table again, with what stood below it when it ran. */
export async function showRun(opened: OpenedRun, format: Format): Promise<void> {
  const { run, journal, directory } = opened;
  if (format === 'ndjson') {
    for (const event of journal.events) process.stdout.write(`${JSON.stringify(event)}\n`);
    return;
  }
  const document = documentOf(run, recordedVerdict(journal.events));
  if (run.started.suite === 'load') {
    const { printLoad } = await import('../load/report.js');
    return printLoad(format, await loadDocumentOf(document, directory), directory);
  }
  if (run.started.suite === 'serving') {
    const { printServing } = await import('../serving/report.js');
    const kept = await servingDocumentOf(document, directory);
    return printServing(format, { document: kept, directory, plans: [] });
  }
  if (isComputedSuite(run.started.suite)) {
    const { printComputed } = await import('../computed/print-computed.js');
    return printComputed(format, { run, verdict: recordedVerdict(journal.events), directory });
  }
  const { printRun } = await import('../present-run.js');
  await printRun(
    format,
    { run, verdict: recordedVerdict(journal.events), directory },
    { below: belowTable(run) },
  );
}

/** Without `run.json` the search for the capacity did not end. */
async function loadDocumentOf(document: RunDocument, directory: string): Promise<LoadDocument> {
  const kept = loadDocument.safeParse(await keptDocument(directory));
  // Rows of an older mls lack columns that were added since; tables read them by name.
  return { ...document, capacity: kept.success ? kept.data.capacity : null } as LoadDocument;
}

async function servingDocumentOf(document: RunDocument, directory: string): Promise<ServingDocument> {
  const kept = servingDocument.safeParse(await keptDocument(directory));
  const slo = document.rows.map((row) => row.slo).find((value) => typeof value === 'string');
  const { capacities, generatorRps } = kept.success ? kept.data : { capacities: [], generatorRps: null };
  return {
    ...document,
    slo: kept.success ? kept.data.slo : (slo ?? ''),
    capacities,
    generatorRps,
  } as ServingDocument;
}

async function keptDocument(directory: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(directory, 'run.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
