import { z } from 'zod';
import { TIER_NAMES } from '../../serving/tier.js';
import type { ServingRow } from './row.js';

export const servingCapacity = z.strictObject({
  tier: z.enum(TIER_NAMES),
  policy: z.string(),
  /** The highest rate that held the SLO, of those below the lowest that missed it; null where none did. */
  holdsRps: z.number().nullable(),
  /** The lowest rate that missed it; null where none did. */
  missesRps: z.number().nullable(),
  /** A rate above `missesRps` that held all the same: near the border one load is a throw of the dice. */
  heldAgainRps: z.number().nullable(),
  /** What bounds it: the SLO; the generator, which left its plan at higher rates; the highest rate asked; an interrupt. */
  bound: z.enum(['slo', 'generator', 'limit', 'interrupted', 'unmeasured']),
  /** Answers a second at most, at whatever latency: what the tier does when it has all the work it can have. */
  mostRps: z.number().nullable(),
});
export type ServingCapacity = z.infer<typeof servingCapacity>;

/** The capacity of every tier that was sent a ramp, in the order of its rows. The null tier has none. */
export function capacitiesOf(rows: readonly ServingRow[]): ServingCapacity[] {
  const subjects = new Map<string, ServingRow[]>();
  for (const row of rows) {
    if (row.tier === 'null') continue;
    const name = `${row.tier}\n${row.policy}`;
    subjects.set(name, [...(subjects.get(name) ?? []), row]);
  }
  return [...subjects.values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ tier: first.tier, policy: first.policy, ...capacityOf(own) }];
  });
}

function capacityOf(rows: readonly ServingRow[]): Omit<ServingCapacity, 'tier' | 'policy'> {
  const ramp = rows.filter(({ status }) => status !== 'skipped').sort((a, b) => rateOf(a) - rateOf(b));
  const judged = ramp.filter(({ status }) => status === 'ok' || status === 'failed');
  const missed = judged.find(({ sloHolds, status }) => sloHolds === 'no' || status === 'failed');
  const missesRps = missed?.rate ?? null;
  const held = judged.filter(({ sloHolds, status }) => sloHolds === 'yes' && status === 'ok');
  const below = held.filter((row) => missesRps === null || rateOf(row) < missesRps);
  const holdsRps = below.at(-1)?.rate ?? null;
  const above = missesRps === null ? undefined : held.filter((row) => rateOf(row) > missesRps).at(-1);
  const throughputs = judged.flatMap(({ throughputRps }) => (throughputRps === null ? [] : [throughputRps]));
  return {
    holdsRps,
    missesRps,
    heldAgainRps: above?.rate ?? null,
    bound: boundOf(ramp, holdsRps, missesRps),
    mostRps: throughputs.length === 0 ? null : Math.max(...throughputs),
  };
}

function boundOf(
  ramp: readonly ServingRow[],
  holdsRps: number | null,
  missesRps: number | null,
): ServingCapacity['bound'] {
  if (missesRps !== null) return 'slo';
  const above = ramp.filter((row) => rateOf(row) > (holdsRps ?? 0));
  if (above.some(({ status }) => status === 'interrupted')) return 'interrupted';
  if (above.some(({ status }) => status === 'invalid')) return 'generator';
  return holdsRps === null ? 'unmeasured' : 'limit';
}

function rateOf({ rate }: ServingRow): number {
  return rate ?? 0;
}
