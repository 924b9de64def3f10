import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchQueue, QueueFullError } from '../../../src/serving/batching/batch-queue.js';
import { type ClosingRule, timeoutRule } from '../../../src/serving/batching/closing-rule.js';
import { FakeClock, settled } from './fake-clock.js';

/** Of somebody who stays. */
const never = (): AbortSignal => new AbortController().signal;

interface Opened {
  readonly queue: BatchQueue<number, number>;
  readonly clock: FakeClock;
  /** What ran, and when it began. */
  readonly batches: {
    readonly items: readonly number[];
    readonly atMs: number;
    readonly signal: AbortSignal;
  }[];
}

/** Answers n with 10 n, a batch in `baseMs + perRequestMs * size` of the fake clock. */
function opened({
  maxBatch = 3,
  maxQueue = 5,
  rule = timeoutRule(100),
  baseMs = 50,
}: {
  maxBatch?: number;
  maxQueue?: number;
  rule?: ClosingRule;
  baseMs?: number;
} = {}): Opened {
  const clock = new FakeClock();
  const batches: Opened['batches'] = [];
  const queue = new BatchQueue<number, number>({
    maxBatch,
    maxQueue,
    rule,
    clock,
    async run(items, signal) {
      batches.push({ items, atMs: clock.nowMs(), signal });
      await new Promise<void>((resolve, reject) => {
        clock.after(baseMs, resolve);
        signal.addEventListener('abort', () => reject(signal.reason));
      });
      if (items.includes(13)) throw new Error('thirteen');
      return items.map((item) => item * 10);
    },
  });
  return { queue, clock, batches };
}

describe('a queue answered batch by batch', () => {
  it('closes a full batch at once and one that is not when its oldest has waited', async () => {
    const { queue, clock, batches } = opened();
    const full = [1, 2, 3].map((item) => queue.submit(item, never()));
    await settled();
    expect(batches.map(({ items, atMs }) => ({ items, atMs }))).toEqual([{ items: [1, 2, 3], atMs: 0 }]);
    await clock.pass(60);
    expect((await Promise.all(full)).map(({ answer }) => answer)).toEqual([10, 20, 30]);

    const first = queue.submit(4, never());
    await clock.pass(30);
    const second = queue.submit(5, never());
    await clock.pass(69);
    expect(batches).toHaveLength(1);
    await clock.pass(1);
    expect(batches[1]?.items).toEqual([4, 5]);
    await clock.pass(50);
    expect(await first).toEqual({ answer: 40, queueMs: 100, batch: 2 });
    expect(await second).toEqual({ answer: 50, queueMs: 70, batch: 2 });
  });

  it('gathers while a batch runs, and runs one at a time', async () => {
    const { queue, clock, batches } = opened();
    const asked = [1, 2, 3, 4, 5].map((item) => queue.submit(item, never()));
    await clock.pass(49);
    expect(batches).toHaveLength(1);
    expect(queue.depth).toBe(2);
    await clock.pass(51);
    expect(batches[1]).toMatchObject({ items: [4, 5], atMs: 100 });
    await clock.pass(50);
    await Promise.all(asked);
  });

  it('refuses who would wait behind a full queue, and nobody else', async () => {
    const { queue, clock } = opened({ maxQueue: 2, maxBatch: 1, rule: timeoutRule(0) });
    const kept = [1, 2, 3].map((item) => queue.submit(item, never()));
    await expect(queue.submit(4, never())).rejects.toThrow(QueueFullError);
    await clock.pass(150);
    expect((await Promise.all(kept)).map(({ answer }) => answer)).toEqual([10, 20, 30]);
  });

  it('drops who leaves while waiting', async () => {
    const { queue, clock, batches } = opened();
    const leaving = new AbortController();
    const left = queue.submit(1, leaving.signal);
    const stays = queue.submit(2, never());
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(queue.depth).toBe(1);
    await clock.pass(150);
    expect(batches.map(({ items }) => items)).toEqual([[2]]);
    expect((await stays).answer).toBe(20);
    await expect(queue.submit(3, leaving.signal)).rejects.toThrow('left');
  });

  it('goes on for the others of a batch when one leaves, and stops it when all did', async () => {
    const { queue, clock, batches } = opened({ maxBatch: 2 });
    const one = new AbortController();
    const other = new AbortController();
    const asked = [queue.submit(1, one.signal), queue.submit(2, other.signal)];
    const answers = Promise.allSettled(asked);
    await settled();
    one.abort(new Error('left'));
    expect(batches[0]?.signal.aborted).toBe(false);
    other.abort(new Error('left'));
    expect(batches[0]?.signal.aborted).toBe(true);
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await queue.idle();
    const next = queue.submit(3, never());
    await clock.pass(150);
    expect((await next).answer).toBe(30);
  });

  it('tells all of a batch that failed, and answers the next', async () => {
    const { queue, clock } = opened({ maxBatch: 2 });
    const failed = Promise.allSettled([queue.submit(13, never()), queue.submit(1, never())]);
    const next = queue.submit(2, never());
    await clock.pass(200);
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await next).answer).toBe(20);
  });

  it('waits for nobody once it is told to hurry', async () => {
    const { queue, clock, batches } = opened();
    const asked = queue.submit(1, never());
    await clock.pass(10);
    queue.hurry();
    await clock.pass(50);
    expect(batches[0]?.atMs).toBe(10);
    expect((await asked).answer).toBe(10);
    await queue.idle();
  });

  it('answers everybody once, in the order of arrival, in batches that are not too large', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(gaps, fc.integer({ min: 1, max: 6 }), async (gapsMs, maxBatch) => {
        const { queue, clock, batches } = opened({ maxBatch, maxQueue: 100 });
        const asked: Promise<{ readonly answer: number; readonly batch: number }>[] = [];
        for (const [item, gapMs] of gapsMs.entries()) {
          await clock.pass(gapMs);
          asked.push(queue.submit(item + 100, never()));
        }
        await clock.pass(gapsMs.length * 200 + 200);
        const answers = await Promise.all(asked);
        expect(answers.map(({ answer }) => answer)).toEqual(gapsMs.map((_, item) => (item + 100) * 10));
        expect(batches.flatMap(({ items }) => items)).toEqual(gapsMs.map((_, item) => item + 100));
        expect(Math.max(...batches.map(({ items }) => items.length))).toBeLessThanOrEqual(maxBatch);
      }),
      { numRuns: 30 },
    );
  });

  it('begins a batch as soon as it is full or its oldest has waited, and nothing runs', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 40 });
    const sizes = fc.integer({ min: 1, max: 6 });
    await fc.assert(
      fc.asyncProperty(gaps, sizes, fc.integer({ min: 0, max: 120 }), async (gapsMs, maxBatch, maxWaitMs) => {
        const { queue, clock, batches } = opened({ maxBatch, maxQueue: 100, rule: timeoutRule(maxWaitMs) });
        const arrivalsMs: number[] = [];
        for (const [item, gapMs] of gapsMs.entries()) {
          await clock.pass(gapMs);
          arrivalsMs.push(clock.nowMs());
          void queue.submit(item + 100, never());
        }
        await clock.pass(gapsMs.length * 200 + 200);
        let first = 0;
        let freeMs = 0;
        for (const { items, atMs } of batches) {
          const fullMs = arrivalsMs[first + maxBatch - 1] ?? Number.POSITIVE_INFINITY;
          const waitedMs = (arrivalsMs[first] ?? Number.NaN) + maxWaitMs;
          expect(atMs).toBe(Math.max(freeMs, Math.min(fullMs, waitedMs)));
          freeMs = atMs + 50;
          first += items.length;
        }
        expect(first).toBe(gapsMs.length);
      }),
      { numRuns: 50 },
    );
  });

  it('whoever leaves, answers the others once and in their order, and ends with nothing to do', async () => {
    const visitors = fc.array(
      fc.record({ gapMs: fc.nat(80), staysMs: fc.option(fc.nat(200), { nil: undefined }) }),
      { minLength: 1, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(visitors, fc.integer({ min: 1, max: 5 }), async (all, maxBatch) => {
        const { queue, clock, batches } = opened({ maxBatch, maxQueue: 100 });
        const asked: Promise<number | 'left'>[] = [];
        for (const [i, { gapMs, staysMs }] of all.entries()) {
          await clock.pass(gapMs);
          const leaving = new AbortController();
          const answer = queue.submit(i + 100, leaving.signal);
          asked.push(
            answer.then(
              (answered) => answered.answer,
              () => 'left',
            ),
          );
          if (staysMs !== undefined) clock.after(staysMs, () => leaving.abort(new Error('left')));
        }
        await clock.pass(all.length * 200 + 500);
        await queue.idle();
        expect(queue.depth).toBe(0);
        for (const [i, answer] of (await Promise.all(asked)).entries()) {
          if (answer === 'left') expect(all[i]?.staysMs).toBeDefined();
          else expect(answer).toBe((i + 100) * 10);
        }
        const ran = batches.flatMap(({ items }) => items);
        expect(ran).toEqual(ran.toSorted((a, b) => a - b));
        expect(new Set(ran).size).toBe(ran.length);
        for (const { items } of batches) expect(items.length).toBeLessThanOrEqual(maxBatch);
        for (const [i, { staysMs }] of all.entries())
          if (staysMs === undefined) expect(ran).toContain(i + 100);
      }),
      { numRuns: 50 },
    );
  });
});
