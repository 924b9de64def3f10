import { z } from 'zod';
import { BOUNDS } from '../results/ceilings.js';
import type { PartsMs } from '../results/events.js';
import { CHECKS, STATUSES } from '../results/status.js';
import { bootstrapMedian } from '../stats/bootstrap.js';
import { median } from '../stats/quantile.js';
import type { Cell, CellOutcome } from './suite.js';

/** A measured value; `null` is what was not measured. */
export const measured = z.number().nullable();

/** Parts that the rows of every suite of compute backends have, as `declare-columns.ts` orders them. */
export const SUBJECT_FIELDS = {
  backend: z.string(),
  /** What ran; null when nothing did. */
  engine: z.string().nullable(),
  device: z.string().nullable(),
};

export const OUTCOME_FIELDS = {
  status: z.enum(STATUSES),
  reason: z.string().nullable(),
  rounds: z.int(),
};

export const TIME_FIELDS = {
  medianMs: measured,
  ciLowMs: measured,
  ciHighMs: measured,
  loadMs: measured,
  compileMs: measured,
  /** Of rounds that read their vectors anew: what reading took, how long the round waited for it, and the upload. */
  readMs: measured,
  waitMs: measured,
  uploadMs: measured,
  computeMs: measured,
  readbackMs: measured,
};

/** Filled in where the device's ceilings are known. */
export const CEILING_FIELDS = { ceilingPercent: measured, boundBy: z.enum(BOUNDS).nullable() };

export const NO_CEILING = { ceilingPercent: null, boundBy: null };

export const CHECK_FIELDS = { check: z.enum(CHECKS), peakRssBytes: measured };

export function subjectFields(cell: Cell, { opened }: CellOutcome) {
  return { backend: cell.subject, engine: opened?.engine ?? null, device: opened?.device ?? null };
}

export function outcomeFields({ status, reason, samples }: CellOutcome) {
  return { status, reason, rounds: samples.length };
}

export function timeFields({ samples, opened }: CellOutcome) {
  const times = samples.map((sample) => sample.ms);
  // Of one round the interval would have no width, as if it were certain.
  const interval = times.length > 1 ? bootstrapMedian(times) : null;
  const partMs = (part: keyof PartsMs, of = samples) => {
    const values = of.flatMap(({ parts }) => parts[part] ?? []);
    return values.length > 0 ? median(values) : null;
  };
  const streamed = samples.filter(({ parts }) => parts.read !== undefined);
  return {
    medianMs: times.length > 0 ? median(times) : null,
    ciLowMs: interval?.low ?? null,
    ciHighMs: interval?.high ?? null,
    loadMs: opened?.loadMs ?? null,
    compileMs: opened?.compileMs ?? null,
    readMs: partMs('read'),
    waitMs: partMs('wait'),
    uploadMs: partMs('load', streamed),
    computeMs: partMs('compute'),
    readbackMs: partMs('readback'),
  };
}

export function checkFields({ samples, peakRssBytes }: CellOutcome) {
  return { check: checkOf(samples), peakRssBytes };
}

function checkOf(samples: CellOutcome['samples']): (typeof CHECKS)[number] {
  if (samples.some((sample) => sample.check === 'fail')) return 'fail';
  return samples.some((sample) => sample.check === 'pass') ? 'pass' : 'none';
}

/** Whether the subject computed anything that could be checked: the null backend does not. */
export function didWork({ samples }: CellOutcome): boolean {
  return samples.some((sample) => sample.check !== 'none');
}
