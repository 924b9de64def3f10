import { bcaOfReplicates } from '../../stats/bca.js';
import { hypervolume } from '../../stats/hypervolume.js';
import type { Tradeoff } from '../../stats/pareto.js';
import { median } from '../../stats/quantile.js';
import { seededUniform } from '../../stats/random.js';
import { medianDrawer } from '../../stats/sorted-resample.js';
import { answerOf } from './answered.js';
import type { CellSide, ComparedCell, ComparedFront, FrontJudgement } from './comparison.js';
import { type ComparisonRules, FEWEST_ROUNDS } from './rules.js';

/** A cell's place in the trade-off: of quality, more is better; of time, less. */
interface Place {
  readonly quality: number;
  readonly sortedMs: Float64Array;
}

/**
 * Whether a front lost or gained: the ratio of the areas that quality and rounds a second cover from the origin, head
 * over base. The interval is the bootstrap's: the rounds of all cells are drawn anew. Cells count that both sides were
 * asked; one that the head no longer answers right is missing from its front.
 * @param fronts how many fronts of the suite share its alpha
 */
export function judgeFront(
  { question, cellIds, quality }: ComparedFront,
  cells: ReadonlyMap<string, ComparedCell>,
  rules: ComparisonRules,
  fronts: number,
): FrontJudgement {
  const compared = cellIds.flatMap((id) => {
    const { base, head } = cells.get(id) ?? {};
    return base !== undefined && head !== undefined && isAsked(base) && isAsked(head) ? [{ base, head }] : [];
  });
  const base = compared.flatMap((cell) => placeOf(cell.base, quality));
  const head = compared.flatMap((cell) => placeOf(cell.head, quality));
  if (base.length === 0) return { question, verdict: 'not-compared', reason: { kind: 'no-cells' } };

  const ratio =
    area(head, ({ sortedMs }) => median([...sortedMs])) / area(base, ({ sortedMs }) => median([...sortedMs]));
  const uniform = seededUniform(rules.seed);
  const drawnArea = (places: readonly Place[]) => {
    const drawers = new Map(places.map((place) => [place, medianDrawer(place.sortedMs, uniform)]));
    return () => area(places, (place) => drawers.get(place)?.() ?? Number.NaN);
  };
  const [drawBase, drawHead] = [drawnArea(base), drawnArea(head)];
  const replicates = Float64Array.from({ length: rules.resamples }, () => drawHead() / drawBase());
  const ratioInterval = bcaOfReplicates(replicates, ratio, 0, 1 - rules.alpha / fronts);
  const limit = 1 + Math.max(rules.threshold, rules.floor);
  const verdict =
    ratioInterval.high < 1 / limit
      ? 'regressed'
      : ratioInterval.low > limit
        ? 'improved'
        : ratioInterval.low >= 1 / limit && ratioInterval.high <= limit
          ? 'same'
          : 'inconclusive';
  return { question, verdict, ratio, ratioInterval };
}

/** Whether a side says something of the front, and enough to draw from. */
function isAsked(side: CellSide): boolean {
  const answer = answerOf(side);
  return answer === 'right' ? side.roundsMs.length >= FEWEST_ROUNDS : answer !== 'not-asked';
}

function placeOf(side: CellSide, metric: string): Place[] {
  const values = side.quality[metric] ?? [];
  const quality = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sound = answerOf(side) === 'right' && side.roundsMs.every((ms) => ms > 0) && Number.isFinite(quality);
  return sound ? [{ quality, sortedMs: Float64Array.from(side.roundsMs).sort() }] : [];
}

function area(places: readonly Place[], msOf: (place: Place) => number): number {
  return hypervolume(places.map((place): Tradeoff => ({ x: place.quality, y: 1 / msOf(place) })));
}
