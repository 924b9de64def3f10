import { type Autoscaler, type Decision, FIRST_STATE, type ScalingState } from './autoscaler.js';
import { type TrafficCounts, TrafficWindow } from './traffic-window.js';

/** The instances that a loop watches and asks for. */
export interface Scaled {
  readonly wanted: number;
  counts(): readonly TrafficCounts[];
  /** Returns at once: instances come up and go down while the loop goes on looking. */
  want(instances: number): void;
}

/** Looks every `intervalMs` and asks for as many instances as the autoscaler says. */
export class ScalingLoop {
  readonly #window: TrafficWindow;
  readonly #timer: NodeJS.Timeout;
  #state: ScalingState = FIRST_STATE;

  constructor(
    private readonly autoscaler: Autoscaler,
    private readonly scaled: Scaled,
    intervalMs: number,
    private readonly onDecision: (decision: Exclude<Decision, { kind: 'stay' }>) => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#window = new TrafficWindow(now());
    this.#timer = setInterval(() => this.look(), intervalMs);
  }

  look(): void {
    const nowMs = this.now();
    const instances = this.#window.look(this.scaled.counts(), nowMs);
    const step = this.autoscaler(this.#state, { wanted: this.scaled.wanted, instances }, nowMs);
    this.#state = step.state;
    if (step.decision.kind === 'stay') return;
    this.scaled.want(step.decision.to);
    this.onDecision(step.decision);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
