import { UsageError } from '../../errors.js';
import type { Gaps, RateSegment } from './arrivals.js';

/** What `--arrivals` says: how gaps are drawn, and either a course of the rate, a trace, or the rates of `--rps`. */
export interface ArrivalWords {
  readonly gaps: Gaps;
  readonly course:
    | { readonly kind: 'rate' }
    | { readonly kind: 'steps'; readonly segments: readonly RateSegment[] }
    | { readonly kind: 'ramp'; readonly fromPerSecond: number; readonly toPerSecond: number }
    | { readonly kind: 'trace'; readonly file: string };
}

const FORMS =
  'poisson, constant, gamma:SHAPE, seed, steps:10x30s,50x30s, ramp:FROM:TO or trace:FILE (before steps and ramp may stand ' +
  'poisson: or gamma:SHAPE:)';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** @throws UsageError */
export function parseArrivals(text: string, seed: number): ArrivalWords {
  const fail = () => new UsageError(`expected --arrivals to be ${FORMS}; got "${text}"`);
  const [first = '', ...others] = text.split(':');
  switch (first) {
    case 'trace': {
      const file = others.join(':');
      if (file === '') throw fail();
      return { gaps: { kind: 'constant' }, course: { kind: 'trace', file } };
    }
    case 'steps':
    case 'ramp':
      return { gaps: { kind: 'constant' }, course: parseCourse([first, ...others], fail) };
    case 'constant':
      return { gaps: { kind: 'constant' }, course: parseCourse(others, fail) };
    case 'poisson':
      return { gaps: { kind: 'poisson', seed }, course: parseCourse(others, fail) };
    case 'seed':
      return { gaps: { kind: 'python' }, course: parseCourse(others, fail) };
    case 'gamma': {
      const shape = positive(others[0], fail);
      return { gaps: { kind: 'gamma', shape, seed }, course: parseCourse(others.slice(1), fail) };
    }
    default:
      throw fail();
  }
}

function parseCourse(words: readonly string[], fail: () => UsageError): ArrivalWords['course'] {
  const [kind, ...parts] = words;
  if (kind === undefined) return { kind: 'rate' };
  if (kind === 'ramp' && parts.length === 2) {
    const [fromPerSecond, toPerSecond] = parts.map((part) => (part === '0' ? 0 : positive(part, fail)));
    if (fromPerSecond === undefined || toPerSecond === undefined || fromPerSecond + toPerSecond === 0)
      throw fail();
    return { kind, fromPerSecond, toPerSecond };
  }
  if (kind === 'steps' && parts.length === 1) {
    return { kind, segments: (parts[0] ?? '').split(',').map((step) => parseStep(step, fail)) };
  }
  throw fail();
}

/** `50x30s`: 50 a second for 30 seconds. */
function parseStep(text: string, fail: () => UsageError): RateSegment {
  const match = /^(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text.trim());
  const perSecond = Number(match?.[1]);
  const durationMs = Number(match?.[2]) * (UNIT_MS[match?.[3] ?? ''] ?? Number.NaN);
  if (match === null || !(durationMs > 0)) throw fail();
  return { fromPerSecond: perSecond, toPerSecond: perSecond, durationMs };
}

function positive(text: string | undefined, fail: () => UsageError): number {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw fail();
  return value;
}
