import type { ComparedCell, Refusal, Side } from './comparison.js';
import { FEWEST_ROUNDS } from './rules.js';
import { timerSaturation } from './timer-saturation.js';

const SIDES: readonly Side[] = ['base', 'head'];

/** Why the times of a cell, or the figures that were computed of it, cannot be compared, hosts apart; undefined where they can. */
export function refusalOf(
  { base, head, isComputed = false }: ComparedCell,
  clockGrainMs: number,
  limit: number,
): Refusal | undefined {
  if (base === undefined) return { kind: 'only-on', side: 'head' };
  if (head === undefined) return { kind: 'only-on', side: 'base' };
  const sides = { base, head };
  for (const side of SIDES) {
    const { status, check } = sides[side];
    if (status !== 'ok') return { kind: 'status', side, status };
    if (check === 'fail') return { kind: 'status', side, status: 'wrong' };
  }
  if (isComputed) return undefined;
  for (const side of SIDES) {
    if (!sides[side].roundsMs.every((ms) => Number.isFinite(ms) && ms >= 0)) {
      return { kind: 'unsound-rounds', side };
    }
  }
  const rounds = { base: base.roundsMs.length, head: head.roundsMs.length };
  if (Math.min(rounds.base, rounds.head) < FEWEST_ROUNDS) {
    return { kind: 'few-rounds', ...rounds, needed: FEWEST_ROUNDS };
  }
  for (const side of SIDES) {
    const why = timerSaturation(sides[side].roundsMs, clockGrainMs, limit);
    if (why !== undefined) return { kind: 'timer-saturated', side, why };
  }
  return undefined;
}
