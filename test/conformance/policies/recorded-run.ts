import type { Request } from '../../../src/scheduling/policy.js';
import type { Account } from '../../../src/scheduling/simulation/accounting/account.js';
import { Accounting } from '../../../src/scheduling/simulation/accounting/accounting.js';
import { type SimulationEnd, simulate } from '../../../src/scheduling/simulation/simulate.js';
import type { Simulation, SimulationObserver } from '../../../src/scheduling/simulation/simulation.js';

export type TraceEntry =
  | { readonly type: 'answered' | 'dropped'; readonly id: number; readonly atMs: number }
  | {
      readonly type: 'ran';
      readonly gpu: number;
      readonly ids: readonly number[];
      readonly startMs: number;
      readonly endMs: number;
      readonly lost: boolean;
    }
  | {
      readonly type: 'loaded';
      readonly gpu: number;
      readonly model: number;
      readonly startMs: number;
      readonly endMs: number;
    };

export type Ran = Extract<TraceEntry, { type: 'ran' }>;

/** Writes down all that happens, in the order in which it is told. */
export function recorderOf<R extends Request, W>(
  simulation: Simulation<R, W>,
): { readonly trace: TraceEntry[]; readonly observer: SimulationObserver<R, W> } {
  const trace: TraceEntry[] = [];
  const observer: SimulationObserver<R, W> = {
    answered: ({ id }, atMs) => trace.push({ type: 'answered', id, atMs }),
    dropped: ({ id }, atMs) => trace.push({ type: 'dropped', id, atMs }),
    ran(gpu, work, startMs, endMs, lost) {
      const ids = simulation.executor.requestsOf(work).map(({ id }) => id);
      trace.push({ type: 'ran', gpu, ids, startMs, endMs, lost });
    },
    loaded: (gpu, model, startMs, endMs) => trace.push({ type: 'loaded', gpu, model, startMs, endMs }),
  };
  return { trace, observer };
}

export interface RecordedRun<R extends Request> {
  readonly trace: readonly TraceEntry[];
  readonly end: SimulationEnd<R>;
  readonly account: Account;
}

export async function recordRun<R extends Request, W>(simulation: Simulation<R, W>): Promise<RecordedRun<R>> {
  const { trace, observer } = recorderOf(simulation);
  const accounting = new Accounting(simulation);
  const end = await simulate({ ...simulation, observers: [observer, accounting] });
  return { trace, end, account: accounting.close(end) };
}
