import { type GenerateOptions, generateLoad, type LoadJob, type LoadMeasurement } from './generate-load.js';
import { type LoadQuestion, type LoadRow, loadRowOf } from './row.js';
import type { Slo } from './slo.js';
import { type LoadSummary, type MeasuredWindow, summarize } from './summary.js';

export interface MeasuredLoad {
  readonly row: LoadRow;
  readonly summary: LoadSummary;
  readonly measurement: LoadMeasurement;
  readonly window: MeasuredWindow;
}

/** Sends one load and says what came of it. */
export async function measureLoad(
  job: LoadJob,
  question: LoadQuestion,
  slo: Slo | undefined,
  options: GenerateOptions,
): Promise<MeasuredLoad> {
  const measurement = await generateLoad(job, options);
  const window = windowOf(job, measurement);
  const summary = summarize(measurement, window, slo);
  return { row: loadRowOf(question, summary, measurement), summary, measurement, window };
}

function windowOf({ pacing }: LoadJob, { samples, isPartial }: LoadMeasurement): MeasuredWindow {
  const { warmupMs, measuredMs } = pacing.kind === 'open' ? pacing.plan : pacing;
  // What was cut off lasted as long as requests were sent.
  const lastMs = samples.turnMs.reduce((last, ms) => Math.max(last, ms), 0);
  const lengthMs = isPartial ? Math.min(measuredMs, Math.max(0, lastMs - warmupMs)) : measuredMs;
  return { fromMs: warmupMs, lengthMs, isOpen: pacing.kind === 'open' };
}
