import { describe, expect, it } from 'vitest';
import { liveSetup } from '../../../../src/scheduling/live-setup.js';
import { parsePrometheus } from '../../../../src/suites/serving/server/prometheus.js';
import { sumOfCounts, workerCounts } from '../../../../src/suites/serving/server/server-counts.js';
import { until } from '../fake-tier.js';
import { greedy, inFours, scripted } from './policies-of-tests.js';
import { startScheduled } from './scheduled-tier.js';

describe('a scheduling policy before real workers', () => {
  it('makes the batches: each request is answered with its own answer, and told where its time went', async () => {
    const { ask, tier } = await startScheduled(inFours(), { workers: 2 });
    const asked = await Promise.all(Array.from({ length: 28 }, (_, i) => ask(`question ${i}`)));
    expect(asked.map(({ status, answer }) => [status, answer.query, answer.timings.batch])).toEqual(
      asked.map((_, i) => [200, `question ${i}`, 4]),
    );
    for (const { answer } of asked) {
      expect(answer.timings.queueMs).toBeGreaterThan(0);
      expect(answer.timings.generateMs).toBeGreaterThan(0);
    }
    await tier.drain();
  });

  it('gives a worker exactly the batch that it was decided on', async () => {
    const { ask } = await startScheduled(greedy({ most: 1 }), { maxBatch: 4 });
    const asked = await Promise.all(Array.from({ length: 6 }, () => ask()));
    expect(asked.map(({ answer }) => answer.timings.batch)).toEqual(Array(6).fill(1));
  });

  it('tells what it plans with, and what waits', async () => {
    const { tier, lines, metrics, ask, workerUrls } = await startScheduled(greedy(), {
      workers: 2,
      emulated: { baseMs: 10, perRequestMs: 2, jitter: 0.1, contention: 0.5 },
      sloMs: 300,
      maxQueue: 7,
    });
    const { scheduling } = (await (await fetch(`${tier.url}/healthz`)).json()) as { scheduling: unknown };
    const live = liveSetup.parse(scheduling);
    expect(live).toMatchObject({ policy: 'greedy', model: 'emulated', gpus: 2, sloMs: 300, mostWaiting: 14 });
    const { planned, measured } = live;
    expect(measured.jitter).toBe(0.1);
    // (10 + 2 b) for two that share a device: half as long again. What was measured comes on top.
    for (const [i, ms] of [18, 21, 24, 27].entries()) {
      expect(measured.latencyMs[i]).toBeGreaterThan(ms);
      expect(planned.latencyMs[i]).toBeGreaterThan(1.1 * ms);
    }
    expect(planned.delays.controlMs).toBeGreaterThan(measured.delays.controlMs);
    expect(lines).toEqual([
      expect.stringMatching(/^greedy plans for 2 workers and 300 ms, with batches in ms of 1: /),
    ]);
    const before = await metrics();
    expect(before).toContain('mls_queue_depth{tier="balanced"} 0');
    await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(await metrics()).toContain('mls_requests_total{status="200",tier="balanced"} 8');
    const workers = await Promise.all(
      workerUrls().map(async (url) => (await fetch(`${url}/metrics`)).text()),
    );
    const counted = sumOfCounts(workers.map((text) => workerCounts(parsePrometheus(text))));
    // Those of the probes too.
    expect(counted.answered).toBeGreaterThan(8);
    expect(counted.stageSeconds.queue).toBeGreaterThan(0);
    expect(counted.batched).toBe(counted.answered);
  });

  it('measures what a model takes whose profile is not known, and tells that it did', async () => {
    const { tier, lines } = await startScheduled(greedy(), {
      emulated: { baseMs: 10, perRequestMs: 20, jitter: 0 },
      isMeasured: true,
    });
    const { scheduling } = (await (await fetch(`${tier.url}/healthz`)).json()) as { scheduling: unknown };
    const { measured, planned } = liveSetup.parse(scheduling);
    // 30, 50 and 90 ms, of which a timer may keep one back.
    for (const [i, ms] of [30, 50, 70, 90].entries()) {
      expect(measured.latencyMs[i]).toBeGreaterThan(ms - 2);
      expect(planned.latencyMs[i]).toBeGreaterThanOrEqual(measured.latencyMs[i] ?? 0);
    }
    expect(lines[0]).toContain('measured at the start');
  });

  it('refuses with 503 what its policy drops, and says why', async () => {
    const { ask } = await startScheduled(greedy({ drops: true }), { sloMs: 1 });
    const { status, code, retryAfter } = await ask();
    expect([status, code, retryAfter]).toEqual([503, 'not-in-time', '1']);
  });

  it('refuses with 503 what finds as many waiting as may', async () => {
    const { ask, metrics } = await startScheduled(
      scripted(() => {}),
      { maxQueue: 2 },
    );
    const stop = new AbortController();
    const waiting = [ask('one', stop.signal), ask('two', stop.signal)];
    await until(async () => (await metrics()).includes('mls_queue_depth{tier="balanced"} 2'));
    const { status, code, retryAfter } = await ask();
    expect([status, code, retryAfter]).toEqual([503, 'queue-full', '1']);
    stop.abort();
    expect((await Promise.allSettled(waiting)).map((end) => end.status)).toEqual(['rejected', 'rejected']);
    // Room again, once they left.
    await until(async () => (await metrics()).includes('mls_queue_depth{tier="balanced"} 0'));
    const later = new AbortController();
    const next = ask('three', later.signal);
    await until(async () => (await metrics()).includes('mls_queue_depth{tier="balanced"} 1'));
    later.abort();
    await expect(next).rejects.toThrow();
  });

  it('answers 504 where its policy does not decide in time', async () => {
    const { ask } = await startScheduled(
      scripted(() => {}),
      { requestTimeoutMs: 50 },
    );
    const { status, code } = await ask();
    expect([status, code]).toEqual([504, 'timeout']);
  });

  it('answers all it accepted when it is drained, and refuses others', async () => {
    const { ask, tier, metrics } = await startScheduled(greedy(), {
      emulated: { baseMs: 200, perRequestMs: 0, jitter: 0 },
      maxBatch: 2,
    });
    const asked = Array.from({ length: 5 }, () => ask());
    await until(async () => (await metrics()).includes('mls_queue_depth{tier="balanced"} 4'));
    const drained = tier.drain();
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(5).fill(200));
    await drained;
    await expect(ask()).rejects.toThrow();
  });

  it('is not held up while draining by clients that left', async () => {
    const { ask, tier, metrics } = await startScheduled(scripted(() => {}));
    const stop = new AbortController();
    const asked = ask('one', stop.signal);
    await until(async () => (await metrics()).includes('mls_queue_depth{tier="balanced"} 1'));
    const drained = tier.drain();
    stop.abort();
    await expect(asked).rejects.toThrow();
    await drained;
  });

  it('answers 500 and says so where its policy decides what cannot be done', async () => {
    const { ask, lines } = await startScheduled(
      scripted((event, decide) => event.type === 'arrival' && decide.preempt(0)),
    );
    for (const _ of [1, 2]) {
      const { status, code, answer } = await ask();
      expect([status, code]).toEqual([500, 'internal']);
      expect(answer).toHaveProperty('error', expect.stringContaining('policy scripted'));
    }
    expect(lines.filter((line) => line.includes('decides no more'))).toHaveLength(1);
  });
});

describe('a worker that crashes', () => {
  const SLOW = { baseMs: 200, perRequestMs: 0, jitter: 0 };

  it('in the middle of a batch: another answers it, and the policy hears of both', async () => {
    const told: string[] = [];
    const policy = greedy({
      onEvent: ({ type }) => {
        if (type !== 'arrival' && type !== 'finished') told.push(type);
      },
    });
    const { ask, pids, events, metrics } = await startScheduled(policy, {
      workers: 2,
      maxBatch: 3,
      emulated: SLOW,
    });
    const [first = 0] = pids();
    const asked = Array.from({ length: 6 }, () => ask());
    await until(async () => {
      const text = await metrics();
      return /mls_worker_outstanding\{worker="1",.*\} [1-9]/.test(text);
    });
    process.kill(first, 'SIGKILL');
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(6).fill(200));
    await until(() => told.includes('up'));
    expect(told).toEqual(['down', 'lost', 'up']);
    expect(events.filter(({ type }) => type === 'crashed')).toHaveLength(1);
    expect(await metrics()).toMatch(/mls_retries_total\{tier="balanced"\} [1-3]/);
    expect((await ask()).status).toBe(200);
  });

  it('and was the only one: what was accepted waits for the next, what comes meanwhile is refused', async () => {
    const { ask, pids, tier } = await startScheduled(greedy(), { emulated: SLOW });
    const asked = ask();
    await until(async () =>
      (await (await fetch(`${tier.url}/metrics`)).text()).includes(
        'mls_worker_outstanding{worker="1",tier="balanced"} 1',
      ),
    );
    process.kill(pids()[0] ?? 0, 'SIGKILL');
    await until(async () => (await fetch(`${tier.url}/readyz`)).status === 503);
    const meanwhile = await ask();
    expect([meanwhile.status, meanwhile.code]).toEqual([503, 'no-worker-ready']);
    expect((await asked).status).toBe(200);
  });

  it('with what crashes every worker: that is given up after two', async () => {
    const { ask, pids, metrics } = await startScheduled(greedy({ most: 1 }), { emulated: SLOW });
    const asked = ask();
    for (const worker of [1, 2]) {
      await until(async () =>
        new RegExp(`mls_worker_outstanding\\{worker="${worker}",.*\\} 1`).test(await metrics()),
      );
      process.kill(pids()[worker - 1] ?? 0, 'SIGKILL');
    }
    const { status, code } = await asked;
    expect([status, code]).toEqual([503, 'worker-failed']);
    await until(() => pids().length === 3);
    await until(async () => (await ask()).status === 200);
  });

  it('or does not answer any more: its batch is run by another, and it comes back when it does', async () => {
    const told: string[] = [];
    const policy = greedy({
      most: 1,
      onEvent: ({ type }) => {
        if (type !== 'arrival' && type !== 'finished') told.push(type);
      },
    });
    const health = { everyMs: 20, unreadyAfter: 1, killAfter: 1000 };
    const { ask, pids, metrics } = await startScheduled(policy, { workers: 2, emulated: SLOW, health });
    const [first = 0] = pids();
    const asked = Array.from({ length: 4 }, () => ask());
    await until(async () => /mls_worker_outstanding\{worker="1",.*\} 1/.test(await metrics()));
    process.kill(first, 'SIGSTOP');
    try {
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(4).fill(200));
      expect(told).toEqual(['down', 'lost']);
    } finally {
      process.kill(first, 'SIGCONT');
    }
    await until(() => told.includes('up'));
    const later = await Promise.all([ask(), ask()]);
    expect(later.map(({ status }) => status)).toEqual([200, 200]);
  });
});
