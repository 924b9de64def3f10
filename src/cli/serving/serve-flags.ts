import { availableParallelism } from 'node:os';
import { UsageError } from '../../errors.js';
import { goodWithinMs, parseSlo } from '../../load/slo.js';
import { parseChoice } from '../../parse/choices.js';
import { parseDurationMs, parseInteger, parsePositiveInteger, parseShare } from '../../parse/quantities.js';
import {
  AUTOSCALES,
  type BalancedSpec,
  type BatchingSpec,
  type EmulatedProfile,
  type PipelineSpec,
  TIER_NAMES,
  type TierSpec,
} from '../../serving/tier.js';
import { balancedBy, parsePolicies } from './policies.js';

const LAST_PORT = 65_535;

/** What a tier is, as typed. */
export interface TierFlags {
  readonly model: string;
  readonly corpus: string;
  readonly 'max-batch': string;
  readonly 'max-wait': string;
  readonly 'max-queue': string;
  readonly close: string;
  readonly balance: string;
  readonly policy?: string | undefined;
  readonly instances: string;
  readonly warm: string;
  readonly autoscale?: string | undefined;
  readonly threads?: string | undefined;
  readonly 'max-tokens': string;
  readonly latency?: string | undefined;
  readonly jitter: string;
  readonly contention?: string | undefined;
}

export interface ServeFlags extends TierFlags {
  readonly tier: string;
  readonly host: string;
  readonly port: string;
  readonly timeout: string;
  readonly slo: string;
}

/** @throws UsageError for a value that cannot be meant */
export function parseServeFlags(flags: ServeFlags): TierSpec {
  const port = parseInteger('--port', flags.port, 0);
  if (port > LAST_PORT)
    throw new UsageError(`expected --port to be at most ${LAST_PORT}; got "${flags.port}"`);
  const tier = parseChoice('--tier', flags.tier, TIER_NAMES);
  const [policy, ...others] = parsePolicies(flags);
  if (policy === undefined || others.length > 0) {
    throw new UsageError(`expected one --policy; got "${flags.policy ?? flags.balance}"`);
  }
  if (flags.policy !== undefined && tier !== 'balanced') {
    throw new UsageError(`expected --policy with --tier balanced; got --tier ${tier}`);
  }
  const balanced = balancedBy(policy, parseScaling(flags, flags.slo), flags.autoscale !== undefined);
  return {
    tier,
    pipeline: parsePipeline(flags),
    batching: { ...parseBatching(flags), close: parseChoice('--close', flags.close, CLOSES) },
    ...(tier === 'balanced' && { balanced }),
    host: flags.host,
    port,
    requestTimeoutMs: parseDurationMs('--timeout', flags.timeout),
  };
}

export const CLOSES = ['timeout', 'adaptive'] as const;

/** @throws UsageError */
export function parsePipeline(flags: TierFlags): PipelineSpec {
  for (const flag of ['latency', 'contention'] as const) {
    if (flags[flag] !== undefined && flags.model !== 'emulated') {
      throw new UsageError(`expected --${flag} with --model emulated only; got --model ${flags.model}`);
    }
  }
  const emulated = parseEmulated(flags);
  return {
    model: flags.model,
    corpus: flags.corpus,
    ...(emulated !== undefined && { emulated }),
    threads:
      flags.threads === undefined ? availableParallelism() : parsePositiveInteger('--threads', flags.threads),
    maxTokens: parsePositiveInteger('--max-tokens', flags['max-tokens']),
  };
}

/** @throws UsageError */
export function parseBatching(flags: TierFlags): Omit<BatchingSpec, 'close'> {
  return {
    maxBatch: parsePositiveInteger('--max-batch', flags['max-batch']),
    maxWaitMs: parseDurationMs('--max-wait', flags['max-wait']),
    maxQueue: parsePositiveInteger('--max-queue', flags['max-queue']),
  };
}

/** @throws UsageError */
export function parseScaling(flags: TierFlags, slo: string): Omit<BalancedSpec, 'policy'> {
  const bounds = flags.instances.split(':').map((word) => parsePositiveInteger('--instances', word));
  const [minInstances = 1, maxInstances = minInstances] = bounds;
  if (bounds.length > 2 || maxInstances < minInstances) {
    throw new UsageError(
      `expected --instances to be MIN:MAX such as 2:3, or one number; got "${flags.instances}"`,
    );
  }
  const autoscale = parseChoice('--autoscale', flags.autoscale ?? 'rps', AUTOSCALES);
  const sloMs = goodWithinMs(parseSlo(slo));
  if (autoscale === 'delay' && !Number.isFinite(sloMs)) {
    throw new UsageError(
      `expected --slo to name a latency such as p99=1500ms for --autoscale delay to keep; got "${slo}"`,
    );
  }
  const warmInstances = parseInteger('--warm', flags.warm, 0);
  return { minInstances, maxInstances, warmInstances, autoscale, sloMs };
}

/** Undefined where the published profile stands as it is. */
function parseEmulated({ latency, jitter, contention }: TierFlags): EmulatedProfile | undefined {
  if (latency === undefined) {
    if (contention === undefined) return undefined;
    throw new UsageError('expected --contention with --latency, whose device it is about');
  }
  const shares = {
    jitter: parseShareOrNone('--jitter', jitter),
    ...(contention !== undefined && { contention: parseShareOrNone('--contention', contention) }),
  };
  return { ...parseLatency(latency), ...shares };
}

function parseShareOrNone(flag: string, text: string): number {
  return /^0%?$/.test(text) ? 0 : parseShare(flag, text);
}

/** `48.5+28.5`, or `77,100,130`. */
function parseLatency(
  text: string,
): { readonly baseMs: number; readonly perRequestMs: number } | { readonly tableMs: readonly number[] } {
  const linear = /^(\d+(?:\.\d+)?)\+(\d+(?:\.\d+)?)$/.exec(text);
  if (linear !== null) return { baseMs: Number(linear[1]), perRequestMs: Number(linear[2]) };
  const tableMs = text.split(',').map((word) => (word.trim() === '' ? Number.NaN : Number(word)));
  if (tableMs.every((ms, i) => ms >= (tableMs[i - 1] ?? 0))) return { tableMs };
  throw new UsageError(
    `expected --latency to be milliseconds BASE+PER_REQUEST such as 48.5+28.5, or those of batches of 1,2,3,... that ` +
      `do not fall, such as 77,100,130; got "${text}"`,
  );
}
