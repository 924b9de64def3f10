import { z } from 'zod';
import type { CellSummary } from '../events.js';
import type { CellJudgement, TimingComparison } from './comparison.js';

const VERDICTS = ['regressed', 'improved', 'same', 'inconclusive', 'not-compared'] as const;

const interval = z.strictObject({ low: z.number(), high: z.number() });

/** Ratios are head over base: above 1 is slower. Shares are of one: 0.05 is 5 %. */
const timing = z.strictObject({
  baseRounds: z.int(),
  headRounds: z.int(),
  baseMs: z.number(),
  headMs: z.number(),
  ratio: z.number(),
  ratioInterval: interval,
  p: z.number(),
  /** After Holm over the cells of the suite. */
  pHolm: z.number(),
  shiftMs: z.number(),
  shiftIntervalMs: interval,
  /** The smallest slowdown that would have been noticed; null where none would have been. */
  smallestEffect: z.number().nullable(),
  /** What the interval of the ratio must lie beyond. */
  limit: z.number(),
  baseOutliers: z.int(),
  headOutliers: z.int(),
});

/** What is said of one cell of a comparison, as JSON. */
export const cellDocument = z.strictObject({
  id: z.string(),
  subject: z.string(),
  label: z.string(),
  parameters: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.array(z.number()).readonly()]).nullable(),
  ),
  verdict: z.enum(VERDICTS),
  /** The kinds of the reasons, such as `slower`, `quality` or `few-rounds`. */
  reasons: z.array(z.string()),
  /** The same in words; empty where the verdict says it all. */
  why: z.string(),
  timing: timing.nullable(),
  quality: z.array(
    z.strictObject({
      metric: z.string(),
      base: z.number(),
      head: z.number(),
      pHolm: z.number(),
      direction: z.enum(['better', 'worse']),
    }),
  ),
});

export type CellDocument = z.infer<typeof cellDocument>;

/** @param why the reasons in words */
export function cellDocumentOf(
  judgement: CellJudgement,
  cell: CellSummary | undefined,
  why: string,
): CellDocument {
  return {
    id: judgement.id,
    subject: cell?.subject ?? '',
    label: cell?.label ?? '',
    parameters: { ...cell?.parameters },
    verdict: judgement.verdict,
    reasons: reasonsOf(judgement),
    why,
    timing: 'timing' in judgement && judgement.timing !== undefined ? timingOf(judgement.timing) : null,
    quality: judgement.quality.map((change) => ({ ...change })),
  };
}

function reasonsOf(judgement: CellJudgement): string[] {
  return 'reasons' in judgement ? judgement.reasons.map(({ kind }) => kind) : [judgement.reason.kind];
}

function timingOf(timing: TimingComparison): NonNullable<CellDocument['timing']> {
  const { rounds, medianMs, ratio, ratioInterval, p, pHolm, hodgesLehmannMs, outliers } = timing;
  const { smallestEffect, limit } = timing;
  return {
    baseRounds: rounds.base,
    headRounds: rounds.head,
    baseMs: medianMs.base,
    headMs: medianMs.head,
    ratio,
    ratioInterval: endsOf(ratioInterval),
    p,
    pHolm,
    shiftMs: hodgesLehmannMs.shift,
    shiftIntervalMs: endsOf(hodgesLehmannMs.interval),
    smallestEffect,
    limit,
    baseOutliers: outliers.base,
    headOutliers: outliers.head,
  };
}

function endsOf({ low, high }: { readonly low: number; readonly high: number }) {
  return { low, high };
}
