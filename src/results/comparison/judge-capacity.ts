import type { CapacityJudgement, CapacitySide, ComparedCapacity } from './comparison.js';
import type { ComparisonRules } from './rules.js';

/**
 * Whether a tier holds its SLO at a lower rate than it did. A capacity is known to lie from the rate that held up to the
 * one that missed: it fell if the head missed at a rate that the base held, or a lower one, and what holds fell by more
 * than the limit. Rates that held on both sides are the same capacity; where the ramp of a side ended before it missed,
 * its capacity may be higher, and a lower figure of it is inconclusive.
 */
export function judgeCapacity(
  { subject, base, head }: ComparedCapacity,
  { threshold, floor }: ComparisonRules,
): CapacityJudgement {
  const [baseRps, headRps] = [heldBy(base), heldBy(head)];
  if (baseRps === undefined || headRps === undefined) {
    return { subject, verdict: 'not-compared', reason: { kind: 'no-capacity' } };
  }
  const limit = 1 + Math.max(threshold, floor);
  const isSame = Math.max(baseRps, headRps) <= Math.min(baseRps, headRps) * limit;
  const verdict = isSame
    ? 'same'
    : fell(baseRps, head)
      ? 'regressed'
      : fell(headRps, base)
        ? 'improved'
        : 'inconclusive';
  return { subject, verdict, baseRps, headRps };
}

/** 0 where every rate missed; undefined where none was judged. */
function heldBy({ holdsRps, missesRps }: CapacitySide): number | undefined {
  return holdsRps ?? (missesRps === null ? undefined : 0);
}

function fell(fromRps: number, { missesRps }: CapacitySide): boolean {
  return missesRps !== null && missesRps <= fromRps;
}
