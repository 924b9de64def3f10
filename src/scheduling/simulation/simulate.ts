import type { Batch, Request } from '../policy.js';
import { Engine } from './engine.js';
import type { Simulation } from './simulation.js';
import type { SimulationTools } from './simulation-tools.js';

export interface SimulationEnd<R> {
  /** Arrivals and everything else that happened. */
  readonly events: number;
  /** When the last of it happened, in virtual time. */
  readonly endMs: number;
  /** Requests that the policy neither had answered nor dropped. */
  readonly unfinished: readonly R[];
}

/** Some milliseconds' worth: enough to hear of Ctrl-C at once, few enough that asking costs nothing. */
const EVENTS_AT_A_TIME = 4096;

/**
 * Runs a simulation until its arrivals are over and nothing more can come of them. The same simulation gives the same end.
 * @throws PolicyFault when the policy decides what cannot be done; AbortError of the signal
 */
export async function simulate<R extends Request = Request, W = Batch<R>>(
  simulation: Simulation<R, W>,
  tools?: SimulationTools,
): Promise<SimulationEnd<R>> {
  const engine = new Engine(simulation);
  try {
    while (engine.advance(EVENTS_AT_A_TIME)) {
      tools?.signal.throwIfAborted();
      await tools?.progress(engine.arrived, simulation.expectedRequests ?? engine.arrived);
    }
  } finally {
    engine.close();
  }
  return { events: engine.handled, endMs: engine.nowMs, unfinished: engine.unfinished() };
}
