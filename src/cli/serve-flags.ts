import { availableParallelism } from 'node:os';
import { UsageError } from '../errors.js';
import { type EmulatedProfile, TIER_NAMES, type TierSpec } from '../serving/tier.js';
import { parseChoice } from './choices.js';
import { parseDurationMs, parseInteger, parsePositiveInteger, parseShare } from './quantities.js';

const LAST_PORT = 65_535;

export interface ServeFlags {
  readonly tier: string;
  readonly model: string;
  readonly corpus: string;
  readonly host: string;
  readonly port: string;
  readonly 'max-batch': string;
  readonly 'max-wait': string;
  readonly 'max-queue': string;
  readonly close: string;
  readonly timeout: string;
  readonly threads?: string | undefined;
  readonly 'max-tokens': string;
  readonly latency?: string | undefined;
  readonly jitter: string;
}

/** @throws UsageError for a value that cannot be meant */
export function parseServeFlags(flags: ServeFlags): TierSpec {
  const port = parseInteger('--port', flags.port, 0);
  if (port > LAST_PORT)
    throw new UsageError(`expected --port to be at most ${LAST_PORT}; got "${flags.port}"`);
  if (flags.latency !== undefined && flags.model !== 'emulated') {
    throw new UsageError(`expected --latency with --model emulated only; got --model ${flags.model}`);
  }
  return {
    tier: parseChoice('--tier', flags.tier, TIER_NAMES),
    pipeline: {
      model: flags.model,
      corpus: flags.corpus,
      ...(flags.latency !== undefined && { emulated: parseLatency(flags.latency, flags.jitter) }),
      threads:
        flags.threads === undefined
          ? availableParallelism()
          : parsePositiveInteger('--threads', flags.threads),
      maxTokens: parsePositiveInteger('--max-tokens', flags['max-tokens']),
    },
    batching: {
      maxBatch: parsePositiveInteger('--max-batch', flags['max-batch']),
      maxWaitMs: parseDurationMs('--max-wait', flags['max-wait']),
      maxQueue: parsePositiveInteger('--max-queue', flags['max-queue']),
      close: parseChoice('--close', flags.close, ['timeout', 'adaptive']),
    },
    host: flags.host,
    port,
    requestTimeoutMs: parseDurationMs('--timeout', flags.timeout),
  };
}

/** `48.5+28.5`, or `77,100,130`. */
function parseLatency(text: string, jitterText: string): EmulatedProfile {
  const jitter = /^0%?$/.test(jitterText) ? 0 : parseShare('--jitter', jitterText);
  const linear = /^(\d+(?:\.\d+)?)\+(\d+(?:\.\d+)?)$/.exec(text);
  if (linear !== null) return { baseMs: Number(linear[1]), perRequestMs: Number(linear[2]), jitter };
  const tableMs = text.split(',').map((word) => (word.trim() === '' ? Number.NaN : Number(word)));
  if (tableMs.every((ms, i) => ms >= (tableMs[i - 1] ?? 0))) return { tableMs, jitter };
  throw new UsageError(
    `expected --latency to be milliseconds BASE+PER_REQUEST such as 48.5+28.5, or those of batches of 1,2,3,... that ` +
      `do not fall, such as 77,100,130; got "${text}"`,
  );
}
