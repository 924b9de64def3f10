import type { GroupPrediction } from './group-prediction.js';
import { NOTHING, type Plan, type PlanningInput } from './plan.js';
import { type QueryPart, remainder } from './query.js';
import type { SearchSettings } from './search-settings.js';

/**
 * A decision of the released controller for two models. The expectation it ends with stays that of an earlier group
 * (`staleMs`) unless a query runs alone or a point within the threshold was found.
 */
export function planAsPublished(
  { waiting, headroomMs }: PlanningInput,
  staleMs: number,
  predict: GroupPrediction,
  settings: SearchSettings,
): Plan {
  const [first, second] = waiting.map(({ query, reached }) => remainder(query, reached));
  if (first === undefined) return { ...NOTHING, expectedMs: staleMs };
  const budgetMs = headroomMs - staleMs;
  const aloneMs = predict([first]);
  if (second === undefined) {
    if (budgetMs < aloneMs) return { ...NOTHING, dropped: [first.query] };
    return { parts: [first], dropped: [], expectedMs: aloneMs };
  }
  if (budgetMs >= predict([first, second])) {
    return { parts: [first, second], dropped: [], expectedMs: staleMs };
  }
  if (budgetMs < aloneMs) return { parts: [], dropped: [first.query], expectedMs: staleMs };
  const { end, expectedMs } = searchOnce(first, second, budgetMs, predict, settings);
  return { parts: [first, { ...second, end }], dropped: [], expectedMs: expectedMs ?? staleMs };
}

/**
 * Where to cut the second query. It was meant to narrow the range until a point is within the threshold, but its first
 * round always ends with a point: the last one, if no other, whether or not the budget holds it.
 */
function searchOnce(
  first: QueryPart,
  second: QueryPart,
  budgetMs: number,
  predict: GroupPrediction,
  { ways, thresholdMs }: SearchSettings,
): { readonly end: number; readonly expectedMs?: number } {
  const range = second.end - second.start;
  const points = Math.min(ways, range);
  const step = Math.floor(range / (points + 1));
  for (let point = 1; point <= points; point++) {
    const end = second.start + point * step;
    const expectedMs = predict([first, { ...second, end }]);
    const slackMs = budgetMs - expectedMs;
    if (slackMs >= 0 && slackMs < thresholdMs) return { end, expectedMs };
  }
  return { end: second.start + points * step };
}
