import { UsageError } from '../../../errors.js';
import type { Query, QueryStage, SplitQuery, StageBudget } from './query.js';

/** For each number of segments left: the fewest GPUs of a stage and those after it, and how many segments are its own. */
interface StageTable {
  readonly stage: QueryStage;
  readonly gpus: Float64Array;
  readonly own: Int32Array;
  readonly next: readonly StageTable[];
}

/**
 * Splits a query's latency target over its stages so that they need the fewest GPUs, by dynamic programming over equal
 * segments of it (Nexus, SOSP 2019, section 6.2): `f(u, t) = min over k of R_u / T_u(k) + sum of f(child, t - k)`. A stage
 * without followers takes all that is left, so that the budgets of each way through the query add up to its target.
 * O(stages * segments^2).
 * @throws UsageError where no split gives every stage time enough
 */
export function splitLatency(query: Query, segments: number): SplitQuery {
  const table = stageTable(query.root, query.sloMs / segments, segments);
  return readSplit(query, segments, table, (own) => (own * query.sloMs) / segments);
}

function stageTable(stage: QueryStage, segmentMs: number, segments: number): StageTable {
  const next = stage.next.map((child) => stageTable(child, segmentMs, segments));
  const gpus = new Float64Array(segments + 1).fill(Number.POSITIVE_INFINITY);
  const own = new Int32Array(segments + 1);
  for (let left = 1; left <= segments; left++) {
    const fewest = next.length === 0 ? left : 1;
    const most = next.length === 0 ? left : left - 1;
    for (let k = fewest; k <= most; k++) {
      const needed = next.reduce(
        (sum, child) => sum + (child.gpus[left - k] ?? 0),
        stage.perSecond / stage.throughput(k * segmentMs),
      );
      if (needed < (gpus[left] ?? 0)) {
        gpus[left] = needed;
        own[left] = k;
      }
    }
  }
  return { stage, gpus, own, next };
}

/** Walks a filled table from the root, which may use all segments. */
export function readSplit(
  query: Query,
  segments: number,
  table: StageTable,
  budgetMs: (own: number) => number,
): SplitQuery {
  const gpus = table.gpus[segments] ?? Number.POSITIVE_INFINITY;
  if (!(gpus < 1e10)) throw tooTight(query, segments);
  const budgets: StageBudget[] = [];
  const walk = ({ stage, own, next }: StageTable, left: number) => {
    const used = own[left] ?? 0;
    budgets.push({ stage, sloMs: budgetMs(used) });
    for (const child of next) walk(child, left - used);
  };
  walk(table, segments);
  return { gpus, budgets };
}

function tooTight({ name, sloMs }: Query, segments: number): UsageError {
  return new UsageError(
    `expected query ${name} to have time for all its stages; no split of its ${sloMs} ms into ${segments} segments has: raise ` +
      'its slo, or take faster models',
  );
}

export type { StageTable };
