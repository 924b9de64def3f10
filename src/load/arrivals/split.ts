/** The part of a plan that one generator process sends. */
export interface PlanPart {
  readonly timesMs: Float64Array;
  /** Index in the whole plan of its first arrival; the next ones lie `stride` apart. */
  readonly first: number;
  readonly stride: number;
}

/** Deals a plan out in turn, so that every part has the plan's shape and its share of the rate. */
export function splitPlan(timesMs: Float64Array, parts: number): PlanPart[] {
  return Array.from({ length: parts }, (_, first) => {
    const length = Math.max(0, Math.ceil((timesMs.length - first) / parts));
    const own = new Float64Array(length);
    for (let i = 0; i < length; i++) own[i] = timesMs[first + i * parts] ?? 0;
    return { timesMs: own, first, stride: parts };
  });
}
