import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { encodedHistogram, latencyHistogram, percentileText } from '../../load/histogram.js';
import type { MeasuredLoad } from '../../load/measure-load.js';
import { OUTCOMES } from '../../load/outcome.js';
import type { Samples } from '../../load/samples.js';

const LINES_AT_ONCE = 1000;
const COLUMNS = [
  'index',
  'intendedMs',
  'turnMs',
  'sentMs',
  'firstMs',
  'endMs',
  'status',
  'outcome',
  'tokens',
];

/**
 * Writes what a journal's row was made of: `NAME.samples.ndjson.gz` (a heading, then one array a request, times in
 * milliseconds from the start of the plan) and `NAME.hgrm`, the percentile distribution that HdrHistogram's tools plot.
 */
export async function writeLoadFiles(directory: string, name: string, load: MeasuredLoad): Promise<void> {
  const { corrected, uncorrected } = load.summary.latencies;
  const histogram = latencyHistogram(corrected);
  const heading = {
    columns: COLUMNS,
    outcomes: OUTCOMES,
    window: load.window,
    failures: load.measurement.failures,
    histogram: encodedHistogram(histogram),
    uncorrectedHistogram: encodedHistogram(latencyHistogram(uncorrected)),
  };
  await pipeline(
    Readable.from(sampleText(heading, load.measurement.samples)),
    createGzip(),
    createWriteStream(join(directory, `${name}.samples.ndjson.gz`)),
  );
  await writeFile(join(directory, `${name}.hgrm`), percentileText(histogram));
}

/** In pieces, of which the longest load has no more in memory. Microseconds are kept. */
function* sampleText(heading: object, samples: Samples): Generator<string> {
  const { index, intendedMs, turnMs, sentMs, firstMs, endMs, status, outcome, tokens } = samples;
  let text = `${JSON.stringify(heading)}\n`;
  for (let i = 0; i < index.length; i++) {
    const times = [intendedMs[i], turnMs[i], sentMs[i], firstMs[i], endMs[i]].map(timeOf);
    text += `${JSON.stringify([index[i], ...times, status[i], outcome[i], tokens[i]])}\n`;
    if (i % LINES_AT_ONCE > 0) continue;
    yield text;
    text = '';
  }
  yield text;
}

function timeOf(ms = Number.NaN): number | null {
  return Number.isNaN(ms) ? null : Math.round(ms * 1000) / 1000;
}
