import {
  type Autoscaler,
  type Decision,
  FIRST_STATE,
  type ScalingState,
} from '../../../../src/serving/balanced/autoscale/autoscaler.js';

export interface Phase {
  readonly rps: number;
  readonly seconds: number;
}

export interface Simulated {
  readonly capacityRps: number;
  readonly startSeconds: number;
  readonly baseSeconds: number;
  readonly from: number;
}

export interface Taken {
  readonly atS: number;
  readonly phase: number;
  readonly decision: Exclude<Decision, { kind: 'stay' }>;
}

const LOOK_S = 5;

/**
 * A fluid queue before instances of a fixed rate, looked at every 5 s: work arrives at the phase's rate, is served at the
 * rate of the instances that are up, and takes `baseSeconds` even when none waits.
 */
export function simulate(
  scaler: Autoscaler,
  { capacityRps, startSeconds, baseSeconds, from }: Simulated,
  phases: readonly Phase[],
) {
  let state: ScalingState = FIRST_STATE;
  let wanted = from;
  let up = from;
  let waiting = 0;
  let nowS = 0;
  const arrivingAtS: number[] = [];
  const taken: Taken[] = [];
  const counts: number[] = [];
  for (const [phase, { rps, seconds }] of phases.entries()) {
    for (const endS = nowS + seconds; nowS < endS; ) {
      nowS += LOOK_S;
      while (arrivingAtS[0] !== undefined && arrivingAtS[0] <= nowS) {
        arrivingAtS.shift();
        up++;
      }
      const served = Math.min(waiting + rps * LOOK_S, up * capacityRps * LOOK_S);
      waiting += rps * LOOK_S - served;
      const answeredRps = served / LOOK_S;
      const outstanding = waiting + answeredRps * baseSeconds;
      const instances = Array.from({ length: up }, (_, id) => ({
        id,
        assignedRps: rps / up,
        answeredRps: answeredRps / up,
        outstanding: outstanding / up,
      }));
      const step = scaler(state, { wanted, instances }, nowS * 1000);
      state = step.state;
      const { decision } = step;
      if (decision.kind !== 'stay') {
        taken.push({ atS: nowS, phase, decision });
        if (decision.to > wanted) arrivingAtS.push(nowS + startSeconds);
        else if (arrivingAtS.pop() === undefined) up--;
        wanted = decision.to;
      }
      counts.push(wanted);
    }
  }
  return { taken, counts, waiting };
}
