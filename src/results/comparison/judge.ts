import { holm } from '../../stats/holm.js';
import { compareTiming } from './compare-timing.js';
import type {
  CellJudgement,
  ComparedCell,
  ComparisonRequest,
  Refusal,
  SuiteJudgement,
} from './comparison.js';
import { decide, type TimesCompared } from './decide.js';
import { hostDifferences } from './host-differences.js';
import { judgeCapacity } from './judge-capacity.js';
import { judgeFront } from './judge-front.js';
import { qualityChanges } from './quality.js';
import { refusalOf } from './refusal.js';
import { checkRules } from './rules.js';

/**
 * What changed between two runs of a suite. Pure: equal requests give equal judgements.
 * @throws RangeError for rules out of range
 */
export function judgeSuite(request: ComparisonRequest): SuiteJudgement {
  const { suite, columns, cells, rules, fronts = [], capacities = [] } = request;
  checkRules(rules);
  const differences = hostDifferences([...request.baseHosts, ...request.headHosts]);
  if (differences.length > 0) return refuseAll(request, { kind: 'mixed-hosts', differences });

  const times = timesOf(request);
  const timed = [...times.values()].filter(({ kind }) => kind === 'compared').length;
  const quality = qualityChanges(cells, columns, rules);
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  return {
    suite,
    rules,
    cells: cells.flatMap((cell) => {
      const compared = times.get(cell);
      if (compared === undefined) return [];
      return [decide({ cell, times: compared, quality: quality.get(cell.id) ?? [], cells: timed }, rules)];
    }),
    fronts: fronts.map((front) => judgeFront(front, byId, rules, fronts.length)),
    capacities: capacities.map((capacity) => judgeCapacity(capacity, rules)),
  };
}

/** The times of every cell held against each other, p adjusted for how many cells that are. */
function timesOf({ cells, rules, clockGrainMs }: ComparisonRequest): Map<ComparedCell, TimesCompared> {
  const limit = Math.max(rules.threshold, rules.floor);
  const times = new Map<ComparedCell, TimesCompared>();
  const sound: { cell: ComparedCell; baseMs: readonly number[]; headMs: readonly number[] }[] = [];
  for (const cell of cells) {
    const reason = refusalOf(cell, clockGrainMs, limit);
    if (reason !== undefined) times.set(cell, { kind: 'refused', reason });
    else if (cell.isComputed) times.set(cell, { kind: 'none' });
    else sound.push({ cell, baseMs: cell.base?.roundsMs ?? [], headMs: cell.head?.roundsMs ?? [] });
  }
  const unadjusted = sound.map(({ cell, baseMs, headMs }) => ({
    cell,
    timing: compareTiming(baseMs, headMs, rules, sound.length),
  }));
  const adjusted = holm(unadjusted.map(({ timing }) => timing.p));
  for (const [at, { cell, timing }] of unadjusted.entries()) {
    times.set(cell, { kind: 'compared', timing: { ...timing, pHolm: adjusted[at] ?? 1 } });
  }
  return times;
}

function refuseAll(
  { suite, rules, cells, fronts = [], capacities = [] }: ComparisonRequest,
  reason: Refusal,
) {
  const kind = 'mixed-hosts' as const;
  const verdict = 'not-compared' as const;
  return {
    suite,
    rules,
    cells: cells.map(({ id }): CellJudgement => ({ id, quality: [], verdict, reason })),
    fronts: fronts.map(({ question }) => ({ question, verdict, reason: { kind } })),
    capacities: capacities.map(({ subject }) => ({ subject, verdict, reason: { kind } })),
  } satisfies SuiteJudgement;
}
