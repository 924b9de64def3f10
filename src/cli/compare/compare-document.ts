import { z } from 'zod';
import { judgedCells } from '../../report/verdict/judged-cells.js';
import { capacityWhyText, frontWhyText } from '../../report/verdict/why.js';
import { cellDocument, cellDocumentOf } from '../../results/comparison/cell-document.js';
import type { FloorUsed, JudgedRuns } from '../../results/comparison/judged-runs.js';
import { OVERALL_VERDICTS, overallVerdict } from '../../results/comparison/overall.js';
import type { OpenedRun } from '../../results/open-run.js';

const verdict = z.enum(OVERALL_VERDICTS);

const side = z.strictObject({
  runId: z.string(),
  directory: z.string(),
  host: z.string(),
  commit: z.string().nullable(),
  /** One-minute load average when the run began. */
  loadAverage: z.number(),
});

/** The document of `mls compare --json`, and with its exit code of `mls gate --json`. Shares are of one. */
export const compareDocument = z.strictObject({
  schemaVersion: z.literal(1),
  partial: z.boolean(),
  exitCode: z.int(),
  /** The gravest thing said of any cell, front or capacity; `not-compared` where nothing could be. */
  verdict,
  suite: z.string(),
  base: side,
  head: side,
  rules: z.strictObject({
    threshold: z.number(),
    floor: z.number(),
    alpha: z.number(),
    qualityTolerance: z.number(),
  }),
  /** Where the floor is from; null where this host was not calibrated. */
  calibration: z
    .strictObject({
      mode: z.enum(['interleaved', 'apart']),
      trials: z.int(),
      loadAverage: z.number(),
    })
    .nullable(),
  cells: z.array(cellDocument),
  /** Areas under Pareto fronts, head over base: below 1 is a loss. */
  fronts: z.array(
    z.strictObject({
      question: z.string(),
      verdict,
      why: z.string(),
      ratio: z.number().nullable(),
      ratioInterval: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
    }),
  ),
  /** The highest rates that held the SLO. */
  capacities: z.array(
    z.strictObject({
      subject: z.string(),
      verdict,
      why: z.string(),
      baseRps: z.number().nullable(),
      headRps: z.number().nullable(),
    }),
  ),
});

export type CompareDocument = z.infer<typeof compareDocument>;

export function compareDocumentOf(judged: JudgedRuns, exitCode: number): CompareDocument {
  const { base, head, judgement, floor } = judged;
  const { threshold, floor: share, alpha, qualityTolerance } = judgement.rules;
  return {
    schemaVersion: 1,
    partial: false,
    exitCode,
    verdict: overallVerdict(judgement),
    suite: judgement.suite,
    base: sideOf(base),
    head: sideOf(head),
    rules: { threshold, floor: share, alpha, qualityTolerance },
    calibration: calibrationOf(floor),
    cells: judgedCells(judged).map(({ judgement: of, cell, why }) => cellDocumentOf(of, cell, why)),
    fronts: judgement.fronts.map((front) => ({
      question: front.question,
      verdict: front.verdict,
      why: frontWhyText(front),
      ratio: front.verdict === 'not-compared' ? null : front.ratio,
      ratioInterval:
        front.verdict === 'not-compared'
          ? null
          : { low: front.ratioInterval.low, high: front.ratioInterval.high },
    })),
    capacities: judgement.capacities.map((capacity) => ({
      subject: capacity.subject,
      verdict: capacity.verdict,
      why: capacityWhyText(capacity),
      baseRps: capacity.verdict === 'not-compared' ? null : capacity.baseRps,
      headRps: capacity.verdict === 'not-compared' ? null : capacity.headRps,
    })),
  };
}

function calibrationOf(floor: FloorUsed): CompareDocument['calibration'] {
  if (floor.kind === 'none') return null;
  const { mode, trials, loadAverage } = floor;
  return { mode, trials, loadAverage };
}

function sideOf({ run: { started }, directory }: OpenedRun): CompareDocument['base'] {
  const { host, code, loadAverage } = started.fingerprint;
  return { runId: started.runId, directory, host: host.name, commit: code.commit, loadAverage };
}
