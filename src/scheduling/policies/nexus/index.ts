import type { Policy } from '../../policy.js';
import { earlyDrop, type FormBatch, lazyDrop } from '../form-batch.js';
import { NexusScheduler } from './nexus-scheduler.js';
import { incrementalPlanner, type Planner, paperPlanner } from './planner.js';

/**
 * Sessions are packed onto GPUs for the rates that are expected, and anew when an epoch of 10 s brought others; a request
 * goes to a GPU of its session as it arrives, and each GPU runs its sessions' batches in turn.
 */
function nexusPolicy(
  name: string,
  how: string,
  form: FormBatch,
  planner: (memoryBytes: number | undefined) => Planner,
): Policy {
  return {
    name,
    source: `Nexus, SOSP 2019, ${how}`,
    needs: [],
    workConserving: false,
    start: (setup) => new NexusScheduler(setup, planner(setup.gpuMemoryBytes), form),
  };
}

export const nexus = nexusPolicy('nexus', 'sections 6.1 to 6.3', earlyDrop, paperPlanner);

export const nexusLazy = nexusPolicy('nexus-lazy', 'with lazy drop', lazyDrop, paperPlanner);

export const nexusIncremental = nexusPolicy(
  'nexus-incremental',
  'as released',
  earlyDrop,
  incrementalPlanner,
);
