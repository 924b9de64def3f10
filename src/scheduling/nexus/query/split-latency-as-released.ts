import type { Query, QueryStage, SplitQuery } from './query.js';
import { readSplit, type StageTable } from './split-latency.js';

/** What the released code takes for more GPUs than there are. */
const NONE = 1e10;

/**
 * As the released code of Nexus splits (scheduler/complex_query.cpp): every stage, the last ones too, leaves at least one
 * segment to those behind it, so that each way through the query wastes one; and a budget is a whole number of ms.
 * @throws UsageError where no split gives every stage time enough
 */
export function splitLatencyAsReleased(query: Query, segments: number): SplitQuery {
  const table = stageTable(query.root, query.sloMs / segments, segments);
  return readSplit(query, segments, table, (own) => Math.round((own * query.sloMs) / segments));
}

function stageTable(stage: QueryStage, segmentMs: number, segments: number): StageTable {
  const next = stage.next.map((child) => stageTable(child, segmentMs, segments));
  const gpus = new Float64Array(segments + 1).fill(NONE);
  const own = new Int32Array(segments + 1);
  for (let left = 1; left <= segments; left++) {
    gpus[left] = gpus[left - 1] ?? NONE;
    own[left] = own[left - 1] ?? 0;
    for (let k = 1; k < left; k++) {
      const needed = next.reduce(
        (sum, child) => sum + (child.gpus[left - k] ?? NONE),
        stage.perSecond / stage.throughput(k * segmentMs),
      );
      if (needed < (gpus[left] ?? NONE)) {
        gpus[left] = needed;
        own[left] = k;
      }
    }
  }
  return { stage, gpus, own, next };
}
