import { UsageError } from '../errors.js';
import { leastQueries } from '../stats/early-stopping.js';
import { sortedQuantile } from '../stats/quantile.js';

/** A latency that a share of all requests must keep, or a share of requests that may fail. */
export type Objective =
  | { readonly kind: 'latency'; readonly name: string; readonly share: number; readonly ms: number }
  | { readonly kind: 'errors'; readonly share: number };

/** What a service promises (a service level objective); all of it must hold. */
export interface Slo {
  readonly text: string;
  readonly objectives: readonly Objective[];
}

export interface SloVerdict {
  readonly holds: boolean;
  /** Which promises were broken, in words. */
  readonly missed: readonly string[];
  /**
   * Requests, of which no more were over than of these, that show a latency held with 99 % confidence rather than by luck
   * of the few there were; undefined where none was promised, it was missed, or no number would do (`max`).
   */
  readonly neededToShow: number | undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { us: 1e-3, ms: 1, s: 1000, m: 60_000 };

/**
 * Reads `p99=250ms,errors=0.1%`; `<` may stand for `=`, and `max` for the last percentile.
 * @throws UsageError
 */
export function parseSlo(text: string): Slo {
  return { text, objectives: text.split(',').map((part) => parseObjective(part.trim(), text)) };
}

function parseObjective(part: string, whole: string): Objective {
  const [, name = '', value = ''] = /^([a-z0-9.()]+)\s*(?:=|<=?)\s*(\S+)$/i.exec(part) ?? [];
  if (name === 'errors') {
    const share = value.endsWith('%') ? Number(value.slice(0, -1)) / 100 : Number(value);
    if (value !== '' && share >= 0 && share < 1) return { kind: 'errors', share };
  }
  const percent = name === 'max' ? 100 : Number(/^p\(?(\d+(?:\.\d+)?)\)?$/.exec(name)?.[1]);
  const [, figure, unit] = /^(\d+(?:\.\d+)?)(us|ms|s|m)$/.exec(value) ?? [];
  const ms = Number(figure) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  if (percent > 0 && percent <= 100 && ms > 0) return { kind: 'latency', name, share: percent / 100, ms };
  throw new UsageError(`expected --slo to be such as p99=250ms,errors=0.1%; got "${whole}"`);
}

/** The latency within which an answer is a good one: the loosest of those promised. */
export function goodWithinMs({ objectives }: Slo): number {
  const bounds = objectives.flatMap((one) => (one.kind === 'latency' ? [one.ms] : []));
  return bounds.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...bounds);
}

/**
 * Judges all requests of a run. One that failed was not answered within any time, so that a server cannot keep its
 * percentiles by refusing.
 * @param okMs ascending latencies of good answers
 * @param failed requests that ended in any other way
 */
export function judgeSlo({ objectives }: Slo, okMs: Float64Array, failed: number): SloVerdict {
  const all = new Float64Array(okMs.length + failed).fill(Number.POSITIVE_INFINITY);
  all.set(okMs);
  const missed = objectives.flatMap((objective) => {
    if (objective.kind === 'errors') {
      const share = all.length === 0 ? 0 : failed / all.length;
      if (share <= objective.share) return [];
      return [`errors ${percent(share)}, over ${percent(objective.share)}`];
    }
    const ms = upperQuantile(all, objective.share);
    if (ms <= objective.ms) return [];
    const got = Number.isFinite(ms) ? `${Number(ms.toPrecision(4))} ms` : 'never answered';
    return [`${objective.name} ${got}, over ${objective.ms} ms`];
  });
  const holds = missed.length === 0;
  return { holds, missed, neededToShow: holds ? neededToShow(objectives, all) : undefined };
}

function neededToShow(objectives: Slo['objectives'], allMs: Float64Array): number | undefined {
  const needed = objectives.flatMap((objective) => {
    if (objective.kind === 'errors') return [];
    if (objective.share === 1) return [Number.POSITIVE_INFINITY];
    const over = allMs.reduce((count, ms) => count + (ms > objective.ms ? 1 : 0), 0);
    return [leastQueries(over, objective.share)];
  });
  const most = Math.max(0, ...needed);
  return most === 0 || !Number.isFinite(most) ? undefined : most;
}

/** As `sortedQuantile`, where a request that was never answered must not turn an interpolation into NaN. */
function upperQuantile(sorted: Float64Array, share: number): number {
  const value = sortedQuantile(sorted, share);
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
