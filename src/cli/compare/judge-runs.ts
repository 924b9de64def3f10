import { parseShare } from '../../parse/quantities.js';
import { judgeSuite } from '../../results/comparison/judge.js';
import type { FloorUsed, JudgedRuns } from '../../results/comparison/judged-runs.js';
import { DEFAULT_RULES } from '../../results/comparison/rules.js';
import type { Fingerprint } from '../../results/fingerprint.js';
import type { OpenedRun } from '../../results/open-run.js';
import { readNoiseFloors } from '../kept-noise-floors.js';
import { comparisonRequest } from './comparison-request.js';

/** Flags of every command that judges, as typed. */
export interface RuleFlags {
  readonly threshold: string;
  readonly alpha: string;
}

export interface JudgeOptions {
  readonly flags: RuleFlags;
  /** How the two were measured, which decides the noise floor that holds for them. */
  readonly mode: 'interleaved' | 'apart';
}

/**
 * Holds two runs against each other, by the noise floor that is kept for this host.
 * @throws UsageError for flags, or for runs of different suites
 */
export async function judgeRuns(
  base: OpenedRun,
  head: OpenedRun,
  { flags, mode }: JudgeOptions,
): Promise<JudgedRuns> {
  const rules = shareRules(flags);
  const { suite, fingerprint } = head.run.started;
  const floor = await floorOf(fingerprint, suite, mode);
  const share = floor.kind === 'none' ? 0 : floor.share;
  const request = comparisonRequest(base, head, { ...DEFAULT_RULES, ...rules, floor: share });
  return { base, head, judgement: judgeSuite(request), floor };
}

/** @throws UsageError */
export function shareRules({ threshold, alpha }: RuleFlags): { threshold: number; alpha: number } {
  return { threshold: parseShare('--threshold', threshold), alpha: parseShare('--alpha', alpha) };
}

async function floorOf(host: Fingerprint, suite: string, mode: JudgeOptions['mode']): Promise<FloorUsed> {
  const kept = (await readNoiseFloors(host))[suite];
  if (kept === undefined) return { kind: 'none' };
  const { trials, loadAverage } = kept;
  return { kind: 'calibrated', share: kept[mode], trials, mode, loadAverage };
}
