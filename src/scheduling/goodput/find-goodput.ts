import { UsageError } from '../../errors.js';
import type { SimulationTools } from '../simulation/simulation-tools.js';

export interface GoodputSearch {
  /** Of the requests, this share must be good. */
  readonly leastShare: number;
  /** Rates a second that are tried first, from the lowest to the highest and evenly between. */
  readonly fromPerSecond: number;
  readonly toPerSecond: number;
  readonly scanned: number;
  /** Rates a second between the highest that held and the lowest above it that did not, when the search ends. */
  readonly resolutionPerSecond: number;
}

/** What was found at one rate. */
export interface GoodputPoint {
  readonly perSecond: number;
  readonly goodShare: number;
}

export interface Goodput {
  /** The highest rate found that holds; 0 when none does. */
  readonly perSecond: number;
  /** The highest up to which every rate that was tried holds. Below `perSecond` where the curve crosses more than once. */
  readonly steadyPerSecond: number;
  /** How often, from low to high rates, it goes from holding to not holding or back. */
  readonly crossings: number;
  /** The highest rate that was tried holds, so that more may. */
  readonly isOpen: boolean;
  /** All that was tried, in the order of rates. */
  readonly curve: readonly GoodputPoint[];
}

/**
 * Finds the highest rate at which enough requests are good. Under policies that send what they have, a higher rate can be
 * held better than a lower one, so all rates are scanned before the edge of the highest is refined by halves.
 * @param goodShareAt share of good requests at a rate
 * @throws UsageError for rates that cannot be scanned; whatever `goodShareAt` throws
 */
export async function findGoodput(
  goodShareAt: (perSecond: number) => Promise<number>,
  search: GoodputSearch,
  tools?: SimulationTools,
): Promise<Goodput> {
  const { leastShare, resolutionPerSecond } = search;
  const rates = scanOf(search);
  const curve: GoodputPoint[] = [];
  const mostHalvings = Math.ceil(
    Math.log2(Math.max(1, ((rates[1] ?? 0) - (rates[0] ?? 0)) / resolutionPerSecond)),
  );
  const holds = async (perSecond: number) => {
    tools?.signal.throwIfAborted();
    const goodShare = await goodShareAt(perSecond);
    curve.push({ perSecond, goodShare });
    await tools?.progress(curve.length, rates.length + mostHalvings);
    return goodShare >= leastShare;
  };

  let low = 0;
  for (const rate of rates) if (await holds(rate)) low = rate;
  let high = rates.find((rate) => rate > low);
  if (low > 0) {
    while (high !== undefined && high - low > resolutionPerSecond) {
      const middle = (low + high) / 2;
      if (await holds(middle)) low = middle;
      else high = middle;
    }
  }
  curve.sort((one, other) => one.perSecond - other.perSecond);
  return { perSecond: low, ...shapeOf(curve, leastShare), isOpen: high === undefined, curve };
}

function scanOf({ fromPerSecond, toPerSecond, scanned, resolutionPerSecond, leastShare }: GoodputSearch) {
  const isRange = fromPerSecond > 0 && toPerSecond > fromPerSecond && toPerSecond < Number.POSITIVE_INFINITY;
  if (!(isRange && Number.isInteger(scanned) && scanned >= 2)) {
    throw new UsageError(
      'expected a goodput search over at least 2 rates, from one above 0 to a higher one; got ' +
        `${scanned} from ${fromPerSecond} to ${toPerSecond} a second`,
    );
  }
  if (!(resolutionPerSecond > 0)) {
    throw new UsageError(`expected a resolution above 0 requests a second; got ${resolutionPerSecond}`);
  }
  if (!(leastShare > 0 && leastShare <= 1)) {
    throw new UsageError(
      `expected the share of good requests to be above 0 and at most 1; got ${leastShare}`,
    );
  }
  const step = (toPerSecond - fromPerSecond) / (scanned - 1);
  return Array.from({ length: scanned }, (_, i) => fromPerSecond + i * step);
}

function shapeOf(curve: readonly GoodputPoint[], leastShare: number) {
  const held = curve.map(({ goodShare }) => goodShare >= leastShare);
  const firstFailed = held.indexOf(false);
  const lastSteady = firstFailed < 0 ? curve.at(-1) : curve[firstFailed - 1];
  return {
    steadyPerSecond: lastSteady?.perSecond ?? 0,
    crossings: held.filter((holds, i) => i > 0 && holds !== held[i - 1]).length,
  };
}
