import { readFileSync } from 'node:fs';
import { publishedRun } from '../../src/report/published-run.js';
import type { RunEvent } from '../../src/results/events.js';
import { recordedRun } from '../../src/results/recorded-run.js';

/** Suites of which a journal is kept for tests of reports. */
export const SUITES = ['knn', 'distance', 'kmeans', 'ann', 'load', 'serving'] as const;
export type RecordedSuite = (typeof SUITES)[number];

export function journalOf(suite: RecordedSuite): URL {
  return new URL(`./fixtures/${suite}.ndjson`, import.meta.url);
}

/** A recorded run of a suite, as tables and plots take it. */
export function recordedSuite(suite: RecordedSuite): ReturnType<typeof publishedRun> {
  const events = readFileSync(journalOf(suite), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): RunEvent => JSON.parse(line));
  const [started] = events;
  if (started?.type !== 'run-started') throw new Error(`the journal of ${suite} has no start`);
  return publishedRun(recordedRun(started, events), false);
}
