import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backend, Timeline } from '../../src/backends/backend.js';
import { ChildSession } from '../../src/harness/child-session.js';
import type { Reply } from '../../src/harness/protocol.js';
import type { CheckReport, Suite, Trial } from '../../src/suites/suite.js';
import { FakeClock } from './fake-clock.js';
import { fakeCell, fakeSuite } from './fake-suite.js';

const clock = new FakeClock();
const log: string[] = [];
const sent: Reply[] = [];
/** What a run takes on the fake clock, and what its answer is found to be. */
let runMs: number;
let loadMs = 0;
let report: CheckReport;
let singles: Trial['singles'];

const identity = { engine: 'e', device: 'd', precision: 'float32', threads: 2 } as const;
const oracle = { close: async () => void log.push('close oracle') };

const suite: Suite = {
  ...fakeSuite,
  async prepare(cell, tools) {
    log.push(`prepare ${cell.subject}`);
    if (cell.subject === 'null') return;
    const progress = tools.stage('truth', 'queries');
    progress(0, undefined);
    progress(1, 2);
    expect(await tools.openOracle()).toBe(await tools.openOracle());
  },
  async open(_cell, backend, timeline: Timeline) {
    log.push(`open ${backend.name}`);
    timeline.time('load', () => clock.advance(7));
    return {
      identity,
      async run() {
        timeline.time('compute', () => clock.advance(runMs));
        timeline.add('load', loadMs);
        timeline.add('compile', log.includes('run') ? 0 : 5);
        log.push('run');
        return {
          async check() {
            log.push('check');
            clock.advance(1e6);
            return report;
          },
        };
      },
      close: async () => void log.push('close'),
      ...(singles !== undefined && { singles }),
    };
  },
};

vi.mock('../../src/suites/registry.js', () => ({
  isSuiteName: (name: string) => name === 'fake',
  loadSuite: async () => suite,
}));
vi.mock('../../src/backends/registry.js', () => ({
  isBackendName: (name: string) => name !== 'nobody',
  loadBackend: async (name: string): Promise<Partial<Backend>> => ({
    name,
    open: async () => {
      log.push(`open engine of ${name}`);
      return oracle as never;
    },
  }),
}));

let session: ChildSession;
beforeEach(() => {
  log.length = 0;
  sent.length = 0;
  runMs = 400;
  loadMs = 0;
  singles = undefined;
  report = { check: 'pass', quality: { recall: 1 } };
  session = new ChildSession((reply) => sent.push(reply), clock);
});

const open = (roundMs?: number) =>
  session.answer({ type: 'open', cell: fakeCell('ts'), ...(roundMs !== undefined && { roundMs }) });
const round = (number = 1) => session.answer({ type: 'round', round: number });

describe('opening', () => {
  it('loads and warms up, and says what that took in parts and what ran', async () => {
    expect(await open()).toMatchObject({
      type: 'opened',
      opened: { ...identity, loadMs: 7, compileMs: 5 },
    });
    expect(log).toEqual(['open ts', 'run']);
  });

  it('takes what every run loads for none of its own loading', async () => {
    loadMs = 50;
    expect(await open()).toMatchObject({ opened: { loadMs: 7 } });
    expect(await round(0)).toMatchObject({ sample: { parts: { load: 50 } } });
  });

  it.each([
    [{ ...fakeCell('ts'), suite: 'cooking' }, 'no suite is called cooking'],
    [fakeCell('nobody'), 'no backend is called nobody'],
  ])('is refused where there is no such thing', async (cell, message) => {
    await expect(session.answer({ type: 'open', cell })).rejects.toThrow(message);
  });
});

describe('a round', () => {
  it('is one run where that is long, timed without warm-up and check', async () => {
    await open();
    log.length = 0;
    runMs = 500;
    expect(await round(3)).toEqual({
      type: 'round',
      sample: {
        round: 3,
        ms: 500,
        parts: { load: 0, compile: 5, compute: 500, readback: 0 },
        check: 'pass',
        quality: { recall: 1 },
      },
      peakRssBytes: expect.any(Number),
    });
    expect(log).toEqual(['run', 'check']);
    // The check of the round before is in no round.
    expect(await round(4)).toMatchObject({ sample: { ms: 500, parts: { compute: 500, compile: 0 } } });
  });

  it('is many runs where one is short, and is what one of them takes', async () => {
    runMs = 2;
    await open();
    log.length = 0;
    runMs = 3;
    const reply = await round();
    expect(log).toEqual([...Array(10).fill('run'), 'check']);
    expect(reply).toMatchObject({ sample: { ms: 3, parts: { compute: 3, compile: 0.5 } } });
  });

  it('is as long as it was asked to be', async () => {
    runMs = 1;
    await open(4);
    log.length = 0;
    await round();
    expect(log).toEqual([...Array(4).fill('run'), 'check']);
  });

  it('asks single questions each time, but of short rounds only once', async () => {
    let asked = 0;
    singles = { count: 2, run: async () => void asked++ };
    for (const [roundMs, times] of [
      [undefined, 4],
      [2, 2],
    ] as const) {
      asked = 0;
      await open(roundMs);
      await round(1);
      expect(await round(2)).toMatchObject({ sample: { quality: { p50Ms: 0, p99Ms: 0 } } });
      expect(asked).toBe(times);
    }
  });

  it('passes on what the check found', async () => {
    report = { check: 'fail', reason: 'query 0: too far', quality: { recall: 0.9 } };
    await open();
    expect(await round()).toMatchObject({
      sample: { check: 'fail', checkReason: 'query 0: too far', quality: { recall: 0.9 } },
    });
  });

  it('needs an open cell', async () => {
    await expect(round()).rejects.toThrow('a round was asked of a cell that is not open');
    await open();
    expect(await session.answer({ type: 'close' })).toEqual({ type: 'closed' });
    expect(log.at(-1)).toBe('close');
    await expect(round()).rejects.toThrow('not open');
  });
});

describe('preparing', () => {
  it('goes through the cells, opens one oracle for all of them and closes it', async () => {
    const cells = ['ts', 'null', 'tfjs'].map((subject) => fakeCell(subject));
    expect(await session.answer({ type: 'prepare', cells })).toEqual({ type: 'prepared' });
    expect(log).toEqual([
      'prepare ts',
      'open engine of reference',
      'prepare null',
      'prepare tfjs',
      'close oracle',
    ]);
  });

  it('opens no oracle where nobody asks for one', async () => {
    await session.answer({ type: 'prepare', cells: [fakeCell('null')] });
    expect(log).toEqual(['prepare null']);
  });

  it('tells its stages as they go on', async () => {
    await session.answer({ type: 'prepare', cells: [fakeCell('ts')] });
    expect(sent).toEqual([
      { type: 'progress', stage: 'truth', unit: 'queries', done: 0 },
      { type: 'progress', stage: 'truth', unit: 'queries', done: 1, total: 2 },
    ]);
  });
});

describe('closing', () => {
  it('what is not open does nothing', async () => {
    expect(await session.answer({ type: 'close' })).toEqual({ type: 'closed' });
    expect(log).toEqual([]);
  });
});
