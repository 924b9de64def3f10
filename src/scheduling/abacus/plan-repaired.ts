import type { GroupPrediction } from './group-prediction.js';
import { NOTHING, type Plan, type PlanningInput } from './plan.js';
import { type QueryPart, remainder } from './query.js';
import type { SearchSettings } from './search-settings.js';

/**
 * What the paper describes: the most urgent query runs to its end, and beside it as much of the other as still lets it
 * end in time. `busyMs` is how long the group that is running is thought to need yet.
 */
export function planRepaired(
  { waiting, headroomMs }: PlanningInput,
  busyMs: number,
  predict: GroupPrediction,
  settings: SearchSettings,
): Plan {
  const [first, second] = waiting.map(({ query, reached }) => remainder(query, reached));
  if (first === undefined) return NOTHING;
  const budgetMs = headroomMs - busyMs;
  const both = second && [first, second];
  if (both !== undefined) {
    const expectedMs = predict(both);
    if (expectedMs <= budgetMs) return { parts: both, dropped: [], expectedMs };
  }
  const aloneMs = predict([first]);
  if (aloneMs > budgetMs) return { ...NOTHING, dropped: [first.query] };
  const alone: Plan = { parts: [first], dropped: [], expectedMs: aloneMs };
  return second === undefined ? alone : (longestBeside(first, second, budgetMs, predict, settings) ?? alone);
}

/** Narrows the range between an end that fits and one that does not, `ways` points at a time. @returns undefined: none fits */
function longestBeside(
  first: QueryPart,
  second: QueryPart,
  budgetMs: number,
  predict: GroupPrediction,
  { ways, thresholdMs }: SearchSettings,
): Plan | undefined {
  let found: Plan | undefined;
  let fits = second.start;
  let exceeds = second.end;
  while (exceeds - fits > 1 && budgetMs - (found?.expectedMs ?? 0) >= thresholdMs) {
    const points = Math.min(ways, exceeds - fits - 1);
    const from = fits;
    const range = exceeds - fits;
    for (let point = 1; point <= points; point++) {
      const end = from + Math.floor((range * point) / (points + 1));
      const parts = [first, { ...second, end }];
      const expectedMs = predict(parts);
      if (expectedMs > budgetMs) {
        exceeds = end;
        break;
      }
      fits = end;
      found = { parts, dropped: [], expectedMs };
    }
  }
  return found;
}
