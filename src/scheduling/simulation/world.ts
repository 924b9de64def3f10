import { UsageError } from '../../errors.js';
import type { Policy, Request, Setup } from '../policy.js';
import { GpuWeights } from './gpu-weights.js';
import { Observers } from './observers.js';
import { PolicyFault } from './policy-fault.js';
import { RequestStates } from './request-states.js';
import { ScheduledEvents } from './scheduled-events.js';
import type { Simulation } from './simulation.js';
import { VirtualGpu } from './virtual-gpu.js';

/** All that changes while virtual time goes on. */
export class World<R extends Request, W> {
  readonly events = new ScheduledEvents<R, W>();
  readonly states = new RequestStates<R>();
  readonly observers: Observers<R, W>;
  readonly gpus: readonly VirtualGpu<W>[];
  /** The slot of each timer that is set, by its key. */
  readonly timers = new Map<number, number>();
  /** What came of work while the policy was deciding; it is told when it has decided. */
  readonly untold: { readonly type: 'finished' | 'lost'; readonly gpu: number; readonly work: W }[] = [];
  nowMs = 0;
  /** Pieces of work whose end the policy was not told, and answers on their way to clients. */
  inFlight = 0;
  /** Decisions other than to be woken. */
  decided = 0;

  /** @throws UsageError when models do not fit that the policy cannot load as it needs them */
  constructor(readonly simulation: Simulation<R, W>) {
    const { policy, setup, observers } = simulation;
    this.observers = new Observers(observers);
    this.gpus = Array.from({ length: setup.gpus }, (_, index) => {
      return new VirtualGpu<W>(index, this.events.reserve('gpu', index), weightsOf(policy, setup));
    });
  }

  /** @throws PolicyFault when there is none of this number */
  gpu(index: number): VirtualGpu<W> {
    const gpu = this.gpus[index];
    if (gpu === undefined) throw this.fault(`expected one of ${this.gpus.length} GPUs; got GPU ${index}`);
    return gpu;
  }

  fault(reason: string): PolicyFault {
    return new PolicyFault(this.simulation.policy.name, this.nowMs, reason);
  }
}

function weightsOf(policy: { readonly name: string; readonly needs: Policy['needs'] }, setup: Setup) {
  const weights = new GpuWeights(setup.models, setup.gpuMemoryBytes ?? Number.POSITIVE_INFINITY);
  if (policy.needs.includes('pages')) return weights;
  if (weights.fill()) return undefined;
  throw new UsageError(
    `policy ${policy.name} does not load models: expected all ${setup.models.length} to fit into the ` +
      `${setup.gpuMemoryBytes} B of a GPU; give GPUs more memory, or take a policy that pages`,
  );
}
