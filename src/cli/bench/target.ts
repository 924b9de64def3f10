import { join, normalize } from 'node:path';
import type { z } from 'zod';
import { UsageError } from '../../errors.js';
import type { Target } from '../../harness/benchmark.js';
import type { StoppingRule } from '../../harness/stopping.js';
import { parseChoice } from '../../parse/choices.js';
import { parseDurationMs, parsePositiveInteger, parseShare } from '../../parse/quantities.js';
import { readJournal } from '../../results/journal-reader.js';
import { DEFAULT_RUNS, findRunDirectory } from '../../results/run-directory.js';

/** Flags that say where a run goes, or which one goes on. */
export interface TargetFlags {
  readonly out: string;
  readonly resume?: string | undefined;
  readonly 'allow-mixed'?: boolean;
}

/** @throws UsageError when there is no such run */
export async function targetOf(flags: TargetFlags): Promise<Target> {
  if (flags.resume === undefined) return { kind: 'new', runs: flags.out };
  const directory = await findRunDirectory(flags.out, flags.resume);
  return { kind: 'resumed', directory, allowMixed: flags['allow-mixed'] === true };
}

/**
 * What an earlier run was asked.
 * @throws UsageError when it is a run of another suite, or of an mls that asked otherwise
 */
export async function requestOfRun<T>(directory: string, suite: string, schema: z.ZodType<T>): Promise<T> {
  const { started } = await readJournal(join(directory, 'journal.ndjson'));
  const request = schema.safeParse(started.request);
  if (started.suite === suite && request.success) return request.data;
  throw new UsageError(
    `expected a run of this version's mls bench ${suite} to resume; ${started.runId} was begun by: ${started.command}`,
  );
}

/** What to type to go on with a run, less its id. */
export function resumeCommand(suite: string, out: string, command = `mls bench ${suite}`): string {
  const where = /^[\w./-]+$/.test(out) ? out : `'${out.replaceAll("'", `'\\''`)}'`;
  return `${command}${normalize(out) === DEFAULT_RUNS ? '' : ` --out ${where}`}`;
}

export interface RuleFlags {
  readonly rounds?: string | undefined;
  readonly time: string;
  readonly interval: string;
  readonly stop: string;
}

const STOP_CHOICES = ['bootstrap', 'anytime'] as const;

export function ruleOf({ rounds, time, interval, stop }: RuleFlags): StoppingRule {
  if (rounds !== undefined) return { kind: 'rounds', rounds: parsePositiveInteger('--rounds', rounds) };
  return {
    kind: 'tight',
    halfWidth: parseShare('--interval', interval),
    timeMs: parseDurationMs('--time', time),
    by: parseChoice('--stop', stop, STOP_CHOICES),
  };
}
