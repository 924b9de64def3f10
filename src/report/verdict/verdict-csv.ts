import { stringify } from 'csv-stringify/sync';
import type { JudgedRuns } from '../../results/comparison/judged-runs.js';
import { judgedCells } from './judged-cells.js';

const COLUMNS = [
  'suite',
  'subject',
  'label',
  'verdict',
  'why',
  'baseRounds',
  'headRounds',
  'baseMs',
  'headMs',
  'ratio',
  'ratioLow',
  'ratioHigh',
  'p',
  'pHolm',
  'smallestEffect',
  'limit',
  'baseRun',
  'headRun',
] as const;

/** A record per cell with a heading line, numbers in full; what was not compared is empty. */
export function renderVerdictCsv(judged: JudgedRuns): string {
  const { base, head, judgement } = judged;
  const records = judgedCells(judged).map(({ judgement: said, cell, subject, why, timing }) => [
    judgement.suite,
    subject,
    cell?.label ?? '',
    said.verdict,
    why,
    timing?.rounds.base,
    timing?.rounds.head,
    timing?.medianMs.base,
    timing?.medianMs.head,
    timing?.ratio,
    timing?.ratioInterval.low,
    timing?.ratioInterval.high,
    timing?.p,
    timing?.pHolm,
    timing?.smallestEffect,
    timing?.limit,
    base.run.started.runId,
    head.run.started.runId,
  ]);
  return stringify(records, { header: true, columns: [...COLUMNS] });
}
