import { UsageError } from '../../errors.js';
import { IncrementalPlan } from '../../scheduling/nexus/incremental/incremental-plan.js';
import { RELEASED_OVERHEADS } from '../../scheduling/nexus/incremental/instance.js';
import { gpuLowerBound } from '../../scheduling/nexus/lower-bound.js';
import type { PackingPlan } from '../../scheduling/nexus/packing-plan.js';
import type { QueryStage } from '../../scheduling/nexus/query/query.js';
import { splitLatency } from '../../scheduling/nexus/query/split-latency.js';
import { splitLatencyAsReleased } from '../../scheduling/nexus/query/split-latency-as-released.js';
import { stageThroughput } from '../../scheduling/nexus/query/stage-throughput.js';
import type { Session } from '../../scheduling/nexus/session.js';
import { packSessions } from '../../scheduling/nexus/squishy-packing.js';
import type { Planned, PlannedQuery, PlannedStage } from './session-file/planned.js';

export const FORMS = ['paper', 'released'] as const;
/** Nexus as its paper says it, or as its code was released. */
export type Form = (typeof FORMS)[number];

export interface SessionPlan {
  readonly gpus: PackingPlan;
  readonly lowerBound: number;
  /** What each stage of each query was given, in words; empty without a query. */
  readonly split: string;
}

/** @throws UsageError where a target cannot be held at all */
export function planSessions(planned: Planned, form: Form): SessionPlan {
  const split = planned.queries.map((query) => splitQuery(query, form));
  const sessions = [...planned.sessions, ...split.flat()];
  const gpus = form === 'paper' ? packSessions(sessions, planned.memoryBytes) : packAsReleased(sessions);
  return {
    gpus,
    lowerBound: gpuLowerBound(sessions),
    split: split
      .flat()
      .map(({ name, sloMs }) => `${name} ${Math.round(10 * sloMs) / 10} ms`)
      .join(', '),
  };
}

/** Each stage as a session with its own target. */
function splitQuery({ name, sloMs, segments, root }: PlannedQuery, form: Form): Session[] {
  const models = new Map<QueryStage, PlannedStage>();
  const overheadMs = form === 'paper' ? 0 : RELEASED_OVERHEADS.networkMs;
  const stageOf = (planned: PlannedStage): QueryStage => {
    const stage = {
      ...{ name: planned.name, perSecond: planned.perSecond, next: planned.next.map(stageOf) },
      throughput: stageThroughput(planned.latency, overheadMs),
    };
    models.set(stage, planned);
    return stage;
  };
  const query = { name, sloMs, root: stageOf(root) };
  const { budgets } =
    form === 'paper' ? splitLatency(query, segments) : splitLatencyAsReleased(query, segments);
  return budgets.flatMap(({ stage, sloMs }) => {
    const planned = models.get(stage);
    if (planned === undefined) return [];
    const { perSecond, latency, sizes, memoryBytes } = planned;
    return [{ name: `${name}/${stage.name}`, ...{ sloMs, perSecond, latency, sizes, memoryBytes } }];
  });
}

function packAsReleased(sessions: readonly Session[]): PackingPlan {
  const plan = new IncrementalPlan(sessions, Number.POSITIVE_INFINITY);
  const left = plan.unassignedPerSecond.findIndex((perSecond) => perSecond > 0);
  const session = sessions[left];
  if (session === undefined) return plan.plan();
  throw new UsageError(
    `expected session ${session.name} to have time for two batches and ${RELEASED_OVERHEADS.networkMs} ms of network; ` +
      `${session.sloMs} ms are too few: raise its slo, or take a faster model`,
  );
}
