import type { ComputedCell, ComputedSuite } from '../computed.js';
import { capacityCell } from './capacity-cell.js';
import { loadCell } from './cell.js';
import { SCHEDULING_COLUMNS } from './columns.js';
import { type SchedulingRequest, schedulingRequest } from './request.js';
import type { Scenario } from './scenario.js';

/** Batches of requests on GPUs in virtual time, under one scheduling policy after another. */
export const suite: ComputedSuite = {
  name: 'scheduling',
  columns: SCHEDULING_COLUMNS,
  cells: async (grid) => cellsOf(await schedulingRequest(grid)),
};

function cellsOf(request: SchedulingRequest): ComputedCell[] {
  const { leastGood, loads } = request;
  return scenariosOf(request).flatMap((scenario) => {
    const apart = apartOf(scenario);
    if (leastGood !== undefined) return [capacityCell(scenario, leastGood, apart)];
    return (loads ?? [undefined]).map((load) => loadCell(scenario, load, apart));
  });
}

function scenariosOf(request: SchedulingRequest): Scenario[] {
  const { policies, modelCounts, gpuCounts, slosMs } = request;
  return modelCounts.flatMap((models) =>
    gpuCounts.flatMap((gpus) =>
      slosMs.flatMap((sloMs) => policies.map((policy) => ({ request, policy, models, gpus, sloMs }))),
    ),
  );
}

/** What tells a scenario from others of the same policy: empty where there is only one. */
function apartOf({ request, models, gpus, sloMs }: Scenario): string {
  const parts = [
    ...(request.modelCounts.length > 1 ? [`m${models}`] : []),
    ...(request.gpuCounts.length > 1 ? [`g${gpus}`] : []),
    ...(request.slosMs.length > 1 ? [`slo${sloMs}ms`] : []),
  ];
  return parts.join('-');
}
