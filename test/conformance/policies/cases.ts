import { expect } from 'vitest';
import type { Request } from '../../../src/scheduling/policy.js';
import { Engine } from '../../../src/scheduling/simulation/engine.js';
import { simulate } from '../../../src/scheduling/simulation/simulate.js';
import type { Simulation } from '../../../src/scheduling/simulation/simulation.js';
import { type Ran, recorderOf, recordRun, type TraceEntry } from './recorded-run.js';
import { watch } from './watched-policy.js';

/** A policy in one scenario. */
export interface UnderTest<R extends Request, W> {
  /** The same each time. */
  open(): Simulation<R, W>;
  /** The shortest that the work of one request takes on an idle GPU; undefined: not known. */
  aloneMs?: ((request: R, simulation: Simulation<R, W>) => number) | undefined;
}

/** What every policy must do, whatever its work is. */
export interface PolicyCase {
  readonly title: string;
  check<R extends Request, W>(under: UnderTest<R, W>): Promise<void>;
}

export const CASES: readonly PolicyCase[] = [
  {
    title: 'answers or drops every request once',
    async check({ open }) {
      const simulation = open();
      const { trace, end } = await recordRun(simulation);
      const over = [...trace].flatMap((entry) => ('id' in entry ? [entry.id] : []));
      expect(end.unfinished.map(({ id }) => id)).toEqual([]);
      expect(over.sort((a, b) => a - b)).toEqual(Array.from(simulation.arrivals, ({ id }) => id));
    },
  },
  {
    title: 'runs nothing that is over and nothing twice at a time',
    async check({ open }) {
      const simulation = open();
      const { trace } = await recordRun(simulation);
      const { responseMs } = simulation.setup.delays;
      const droppedMs = timesOf(trace, 'dropped');
      const answeredMs = timesOf(trace, 'answered');
      const busyUntilMs = new Map<number, number>();
      for (const { ids, startMs, endMs } of byStart(trace)) {
        for (const id of ids) {
          expect(endMs).toBeLessThanOrEqual(droppedMs.get(id) ?? Number.POSITIVE_INFINITY);
          expect(endMs + responseMs).toBeLessThanOrEqual(answeredMs.get(id) ?? Number.POSITIVE_INFINITY);
          expect(startMs).toBeGreaterThanOrEqual(busyUntilMs.get(id) ?? 0);
          busyUntilMs.set(id, endMs);
        }
      }
    },
  },
  {
    title: 'has each GPU do one thing at a time, and nothing while it is down',
    async check({ open }) {
      const simulation = open();
      const { trace } = await recordRun(simulation);
      const freeMs = new Map<number, number>();
      for (const { gpu, startMs, endMs } of byStart(trace)) {
        expect(startMs).toBeGreaterThanOrEqual(freeMs.get(gpu) ?? 0);
        freeMs.set(gpu, endMs);
        for (const fault of simulation.faults ?? []) {
          if (fault.gpu === gpu) expect(endMs <= fault.downMs || startMs >= fault.upMs).toBe(true);
        }
      }
    },
  },
  {
    title: 'has only those counted as good whose answer came by the deadline',
    async check({ open }) {
      const simulation = open();
      const { trace, account } = await recordRun(simulation);
      const deadlinesMs = new Map(Array.from(simulation.arrivals, ({ id, deadlineMs }) => [id, deadlineMs]));
      const answered = [...timesOf(trace, 'answered')];
      const late = answered.filter(([id, atMs]) => atMs > (deadlinesMs.get(id) ?? 0)).length;
      const good = answered.length - late;
      expect(account).toMatchObject({ good, late, dropped: timesOf(trace, 'dropped').size });
      expect(account.goodShare).toBe(deadlinesMs.size === 0 ? 1 : good / deadlinesMs.size);
    },
  },
  {
    title: 'decides the same again, also while another run of it goes on',
    async check({ open }) {
      const { trace } = await recordRun(open());
      const sides = [open(), open()].map((side) => {
        const recorder = recorderOf(side);
        return { recorder, engine: new Engine({ ...side, observers: [recorder.observer] }) };
      });
      while (sides.map(({ engine }) => engine.advance(1)).includes(true));
      for (const { recorder } of sides) expect(recorder.trace).toEqual(trace);
    },
  },
  {
    title: 'asks only for what it says it needs',
    async check({ open }) {
      const simulation = open();
      const { policy, sightings } = watch(simulation, () => 0);
      await simulate({ ...simulation, policy });
      for (const need of sightings.asked) expect(policy.needs).toContain(need);
    },
  },
  {
    title: 'leaves no GPU idle beside a request that could be in time, if it says so',
    async check({ open, aloneMs }) {
      const simulation = open();
      if (!simulation.policy.workConserving) return;
      if (aloneMs === undefined) throw new Error('a policy that is work-conserving: expected aloneMs');
      const { policy, sightings } = watch(simulation, (request) => aloneMs(request, simulation));
      await simulate({ ...simulation, policy });
      expect(sightings.idle).toEqual([]);
    },
  },
];

function byStart(trace: readonly TraceEntry[]): Ran[] {
  return trace
    .filter((entry): entry is Ran => entry.type === 'ran')
    .sort((one, other) => one.startMs - other.startMs || one.endMs - other.endMs);
}

/** When each request was answered or dropped, by its number. */
function timesOf(trace: readonly TraceEntry[], type: 'answered' | 'dropped'): Map<number, number> {
  return new Map(
    trace.flatMap((entry) => (entry.type === type && 'id' in entry ? [[entry.id, entry.atMs]] : [])),
  );
}
