import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairNamed } from '../../../src/scheduling/abacus/pairs.js';
import { ABACUS_POLICIES, openAbacusPolicy } from '../../../src/scheduling/abacus/policies.js';
import type { AbacusQuery, OverlapGroup } from '../../../src/scheduling/abacus/query.js';
import { NO_DELAYS, type Setup } from '../../../src/scheduling/policy.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import { simulate } from '../../../src/scheduling/simulation/simulate.js';
import type { Simulation } from '../../../src/scheduling/simulation/simulation.js';
import { abacusScenarios, openAbacusScenario } from '../../conformance/policies/abacus-scenarios.js';

interface Ran {
  readonly startMs: number;
  readonly endMs: number;
  readonly parts: readonly (readonly [id: number, start: number, end: number])[];
}

async function ranBy(simulation: Simulation<AbacusQuery, OverlapGroup>) {
  const ran: Ran[] = [];
  const dropped: (readonly [id: number, atMs: number])[] = [];
  const lost: number[] = [];
  await simulate({
    ...simulation,
    observers: [
      {
        ran(_gpu, { parts }, startMs, endMs, isLost) {
          if (isLost) lost.push(endMs);
          else
            ran.push({ startMs, endMs, parts: parts.map(({ query, start, end }) => [query.id, start, end]) });
        },
        dropped: ({ id }, atMs) => dropped.push([id, atMs]),
      },
    ],
  });
  return { ran, dropped, lost };
}

const { models: pair } = pairNamed('resnet50_bert');

/** Two milliseconds a segment of ResNet-50 (36 ms), one of BERT (12 ms); beside each other as though one after the other. */
function latencyMs(features: Float32Array): number {
  const [aStart = 0, aEnd = 0, , , bStart = 0, bEnd = 0] = features.subarray(7);
  const isBertFirst = features[0] === 0;
  return isBertFirst ? aEnd - aStart : 2 * (aEnd - aStart) + (bEnd - bStart);
}

function simulationOf(
  policy: (typeof ABACUS_POLICIES)[number],
  sloMs: number,
  ...arrivals: readonly (readonly [model: number, arrivalMs: number])[]
): Simulation<AbacusQuery, OverlapGroup> {
  const setup: Setup = {
    models: pair.map(({ name }) => ({ name, sloMs, latency: linearProfile(1, 0, 32) })),
    gpus: 1,
    delays: NO_DELAYS,
  };
  return {
    policy: openAbacusPolicy(policy, pair, latencyMs),
    setup,
    executor: {
      durationMs: ({ parts }) =>
        parts.reduce((ms, { query, start, end }) => ms + (end - start) * (query.model === 0 ? 2 : 1), 0),
      requestsOf: ({ parts }) => parts.map(({ query }) => query),
      completedBy: ({ parts }) =>
        parts.filter(({ query, end }) => end === query.network.segments).map(({ query }) => query),
      refusal: () => undefined,
    },
    arrivals: arrivals.flatMap(([model, arrivalMs], id): AbacusQuery[] => {
      const network = pair[model];
      return network === undefined
        ? []
        : [{ id, model, arrivalMs, deadlineMs: arrivalMs + sloMs, network, batch: 4, sequence: 0 }];
    }),
    observers: [],
  };
}

describe('rounds', () => {
  it('take one query of each model, run them one after another, and look again when all are done', async () => {
    const { ran } = await ranBy(simulationOf('sjf', 1000, [0, 0], [0, 1], [1, 2], [1, 3], [0, 4]));
    expect(ran).toEqual([
      { startMs: 0, endMs: 36, parts: [[0, 0, 18]] },
      { startMs: 36, endMs: 48, parts: [[2, 0, 12]] },
      { startMs: 48, endMs: 84, parts: [[1, 0, 18]] },
      { startMs: 84, endMs: 96, parts: [[3, 0, 12]] },
      { startMs: 96, endMs: 132, parts: [[4, 0, 18]] },
    ]);
  });

  it('drop at their beginning alone: what runs out of time within one runs all the same', async () => {
    const { ran, dropped } = await ranBy(simulationOf('fcfs', 40, [0, 0], [0, 1], [1, 1], [0, 2]));
    expect(ran.map(({ startMs, parts }) => [startMs, parts[0]?.[0]])).toEqual([
      [0, 0],
      [36, 1],
      [72, 2],
    ]);
    expect(dropped).toEqual([[3, 84]]);
  });

  it('make FCFS and EDF one where all have one SLO', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 50 })), { maxLength: 30 }),
        async (gaps) => {
          let nowMs = 0;
          const arrivals = gaps.map(([model, gapMs]) => {
            nowMs += gapMs;
            return [model, nowMs] as const;
          });
          const [fcfs, edf] = await Promise.all(
            (['fcfs', 'edf'] as const).map((policy) => ranBy(simulationOf(policy, 60, ...arrivals))),
          );
          expect(edf).toEqual(fcfs);
        },
      ),
    );
  });
});

describe('the controller', () => {
  it('as published decides while a group runs, and what comes later waits for the one after', async () => {
    const { ran } = await ranBy(simulationOf('abacus', 1000, [0, 0], [0, 1], [1, 2]));
    expect(ran).toEqual([
      { startMs: 0, endMs: 36, parts: [[0, 0, 18]] },
      {
        startMs: 36,
        endMs: 84,
        parts: [
          [1, 0, 18],
          [2, 0, 12],
        ],
      },
    ]);
  });

  it('as published drops on an idle GPU what the repaired one answers in time', async () => {
    const late = simulationOf('abacus', 50, [0, 0], [1, 30]);
    expect((await ranBy(late)).dropped).toEqual([[1, 36]]);
    const repaired = await ranBy(simulationOf('abacus-repaired', 50, [0, 0], [1, 30]));
    expect(repaired.dropped).toEqual([]);
    expect(repaired.ran.at(-1)).toEqual({ startMs: 36, endMs: 48, parts: [[1, 0, 12]] });
  });

  it('repaired runs a part of a query beside an urgent one, and the rest after', async () => {
    const { ran } = await ranBy(simulationOf('abacus-repaired', 82, [0, 0], [1, 1], [0, 2]));
    expect(ran.slice(1)).toEqual([
      {
        startMs: 36,
        endMs: 80,
        parts: [
          [1, 0, 12],
          [2, 0, 16],
        ],
      },
      { startMs: 80, endMs: 84, parts: [[2, 16, 18]] },
    ]);
  });

  it('refuses more GPUs than one, and the overlapping ones more models than two', () => {
    const [model] = simulationOf('fcfs', 1).setup.models;
    if (model === undefined) throw new Error('no model');
    const setup = (count: number, gpus: number): Setup => ({
      models: Array.from({ length: count }, () => model),
      ...{ gpus, delays: NO_DELAYS },
    });
    for (const name of ABACUS_POLICIES) {
      expect(() => openAbacusPolicy(name, pair, latencyMs).start(setup(2, 2))).toThrow('expected 1 GPU');
    }
    expect(() => openAbacusPolicy('abacus', pair, latencyMs).start(setup(3, 1))).toThrow('1 or 2 models');
  });
});

describe.each(ABACUS_POLICIES)('parts of queries under %s', (policy) => {
  it('follow on one another from the first segment to the last, and begin anew after a fault', async () => {
    await fc.assert(
      fc.asyncProperty(abacusScenarios, async (scenario) => {
        const simulation = openAbacusScenario(policy, scenario);
        const { ran, lost } = await ranBy(simulation);
        const reached = new Map<number, number>();
        const faults = (simulation.faults ?? []).map(({ downMs }) => downMs);
        for (const [at, { startMs, parts }] of ran.entries()) {
          const beforeMs = ran[at - 1]?.endMs ?? 0;
          if (faults.concat(lost).some((ms) => ms >= beforeMs && ms <= startMs)) reached.clear();
          for (const [id, start, end] of parts) {
            expect([0, reached.get(id) ?? 0]).toContain(start);
            if (faults.length === 0) expect(start).toBe(reached.get(id) ?? 0);
            reached.set(id, end);
          }
        }
      }),
    );
  });
});
