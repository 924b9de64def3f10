import { availableParallelism } from 'node:os';
import { parseBytes, parseDurationMs, parseInteger, parsePositiveIntegers } from '../../parse/quantities.js';
import type { BenchmarkRequest } from '../../suites/benchmark-request.js';
import { parseDatasets } from '../dataset-flags.js';
import { type RuleFlags, ruleOf, type TargetFlags } from './target.js';

/** Flags that every benchmark of compute backends has, as typed. */
export interface BenchFlags extends TargetFlags, RuleFlags {
  readonly backend?: string | undefined;
  readonly engine?: string | undefined;
  readonly dataset: string;
  readonly n?: string | undefined;
  readonly d?: string | undefined;
  readonly seed?: string | undefined;
  readonly threads?: string | undefined;
  readonly memory?: string | undefined;
  readonly timeout: string;
  readonly format: string;
  readonly ui: string;
}

/** What those flags ask, but for the subjects: to know them, engines must be probed. */
export function benchRequest(flags: BenchFlags): Omit<BenchmarkRequest, 'subjects'> {
  const { n, d, seed, threads, memory } = flags;
  return {
    datasets: parseDatasets('--dataset', flags.dataset),
    threads: threads === undefined ? [availableParallelism()] : parsePositiveIntegers('--threads', threads),
    timeoutMs: parseDurationMs('--timeout', flags.timeout),
    rule: ruleOf(flags),
    ...(n !== undefined && { n: parsePositiveIntegers('--n', n) }),
    ...(d !== undefined && { d: parsePositiveIntegers('--d', d) }),
    ...(seed !== undefined && { seed: parseInteger('--seed', seed, 0) }),
    ...(memory !== undefined && { memoryBytes: parseBytes('--memory', memory) }),
  };
}
