/** What one load at a rate showed. `invalid`: the generator could not send it as planned. */
export type Probe = 'holds' | 'missed' | 'invalid';

export interface CapacitySearch {
  readonly startRps: number;
  readonly mostRps: number;
  /** The search ends when the interval is no wider than this share of its lower end. */
  readonly tolerance: number;
  /** One load at this rate; undefined when the user has had enough. */
  probe(rps: number): Promise<Probe | undefined>;
}

export interface Capacity {
  /** The highest rate that held, twice of at most three times; null where none did. */
  readonly holdsRps: number | null;
  /** The lowest rate above it that did not; null where none was reached. */
  readonly missesRps: number | null;
  /** What ended the search: the SLO, the generator's own limit, the highest rate allowed, or the user. */
  readonly bound: 'slo' | 'generator' | 'limit' | 'interrupted';
  readonly probes: number;
}

/** Below that, a rate is none. */
const LEAST_RPS = 0.1;
const MOST_TRIES = 3;

/**
 * The highest rate that holds an objective: doubled (or halved) until the answer changes, then bisected. The answer at a
 * rate is that of two loads which agree, of at most three, because near the border one load is a throw of the dice; a
 * rate far on the wrong side is believed at once while doubling, and the ends that remain are confirmed.
 */
export async function findCapacity(search: CapacitySearch): Promise<Capacity> {
  const answers = new Map<number, Probe[]>();
  let probes = 0;

  /** `wanted` loads that agree; undefined when interrupted. */
  const answer = async (rps: number, wanted: number): Promise<Probe | undefined> => {
    const known = answers.get(rps) ?? [];
    answers.set(rps, known);
    for (;;) {
      const decided = decidedBy(known, wanted);
      if (decided !== undefined) return decided;
      const probe = await search.probe(rps);
      if (probe === undefined) return undefined;
      probes++;
      known.push(probe);
    }
  };

  let low: number | null = null;
  let high: number | null = null;
  let bound: Capacity['bound'] = 'slo';
  const end = (): Capacity => ({ holdsRps: low, missesRps: high, bound, probes });
  const note = (rps: number, probe: Probe | undefined): boolean => {
    if (probe === 'holds') low = rps;
    else if (probe !== undefined) {
      high = rps;
      bound = probe === 'invalid' ? 'generator' : 'slo';
    } else bound = 'interrupted';
    return probe !== undefined;
  };

  for (let rps = search.startRps; ; ) {
    if (!note(rps, await answer(rps, 1))) return end();
    if (low !== null && high !== null) break;
    if (low !== null && low >= search.mostRps) {
      bound = 'limit';
      break;
    }
    if (low === null && rps / 2 < LEAST_RPS) break;
    rps = low === null ? rps / 2 : Math.min(search.mostRps, rps * 2);
  }
  // A lower end that does not stand a second look moves down; the upper end then is where it stood.
  for (;;) {
    if (low !== null) {
      const at: number = low;
      const again = await answer(at, 2);
      if (!note(at, again)) return end();
      if (again !== 'holds') {
        low = at / 2 < LEAST_RPS ? null : lowerThan(at, answers);
        continue;
      }
    }
    if (low === null || high === null || high - low <= search.tolerance * low) return end();
    const middle = rounded((low + high) / 2);
    if (middle <= low || middle >= high) return end();
    if (!note(middle, await answer(middle, 2))) return end();
  }
}

/**
 * The answer that `wanted` loads agree on, or the majority of three. One that the generator could not send as planned may
 * be the fault of what else its host did, and is sent again; three of them are the generator's limit.
 */
function decidedBy(known: readonly Probe[], wanted: number): Probe | undefined {
  const holds = known.filter((probe) => probe === 'holds').length;
  const missed = known.filter((probe) => probe === 'missed').length;
  const enough = Math.min(wanted, Math.ceil(MOST_TRIES / 2));
  if (holds >= enough && holds > missed) return 'holds';
  if (missed >= enough && missed > holds) return 'missed';
  return known.length - holds - missed >= MOST_TRIES ? 'invalid' : undefined;
}

/** The highest rate below this one that held, or half of it. */
function lowerThan(rps: number, answers: ReadonlyMap<number, readonly Probe[]>): number {
  const held = [...answers].flatMap(([rate, known]) =>
    rate < rps && decidedBy(known, 1) === 'holds' ? [rate] : [],
  );
  return held.length === 0 ? rps / 2 : Math.max(...held);
}

/** Three significant digits: more is beyond what a load can tell. */
function rounded(rps: number): number {
  return Number(rps.toPrecision(3));
}
