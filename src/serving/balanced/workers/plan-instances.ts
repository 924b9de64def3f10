import type { InstanceState } from './instance.js';

interface Planned {
  readonly id: number;
  readonly state: InstanceState;
  readonly healthy: boolean;
  readonly outstanding: number;
}

/** Steps from the instances there are to those wanted. */
export interface InstancePlan<I> {
  readonly promote: readonly I[];
  readonly demote: readonly I[];
  readonly retire: readonly I[];
  readonly start: number;
}

/**
 * Pure: `wanted` instances shall serve, and `warm` more stand by. Warm ones are promoted before any is started; of those
 * that serve the least busy step back first, and what is then too much is retired, starting ones before warm ones.
 */
export function planInstances<I extends Planned>(
  instances: readonly I[],
  wanted: number,
  warm: number,
): InstancePlan<I> {
  const inState = (state: InstanceState) => instances.filter((instance) => instance.state === state);
  const serving = inState('serving').sort((a, b) => a.outstanding - b.outstanding || b.id - a.id);
  const standby = inState('standby').sort((a, b) => Number(b.healthy) - Number(a.healthy) || a.id - b.id);
  const starting = inState('starting').sort((a, b) => b.id - a.id);
  const demote = serving.slice(0, Math.max(0, serving.length - wanted));
  const promote = standby.slice(0, Math.max(0, wanted - serving.length));
  const spare = [...starting, ...standby.slice(promote.length).reverse(), ...demote];
  const missing = wanted + warm - (serving.length + standby.length + starting.length);
  return { promote, demote, retire: spare.slice(0, Math.max(0, -missing)), start: Math.max(0, missing) };
}
