import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { steadyArrivals } from '../../src/load/arrivals/arrivals.js';
import { planArrivals } from '../../src/load/arrivals/plan.js';
import { generateLoad, type LoadPacing } from '../../src/load/generate-load.js';
import type { RequestSpec } from '../../src/load/generator/protocol.js';
import { summarize } from '../../src/load/summary.js';
import { sortedQuantile } from '../../src/stats/quantile.js';
import { serve } from './servers.js';

const QUIET = { onProgress() {} };

function requestTo(url: string, changes: Partial<RequestSpec> = {}): RequestSpec {
  return { url, method: 'GET', headers: {}, bodies: [], timeoutMs: 10_000, connections: null, ...changes };
}

function openLoop(rps: number, durationMs: number, warmupMs = 0): Extract<LoadPacing, { kind: 'open' }> {
  const plan = planArrivals(steadyArrivals({ kind: 'constant' }, rps, durationMs), { warmupMs });
  return { kind: 'open', plan };
}

async function measured(request: RequestSpec, pacing: Extract<LoadPacing, { kind: 'open' }>, processes = 1) {
  const measurement = await generateLoad({ request, pacing, processes }, QUIET);
  const { warmupMs, measuredMs } = pacing.plan;
  const window = { fromMs: warmupMs, lengthMs: measuredMs, isOpen: true };
  return { measurement, summary: summarize(measurement, window, undefined) };
}

describe('the load generator', () => {
  it('finds 50 ms at a server that takes 50 ms', async () => {
    const { url } = await serve((response) => setTimeout(() => response.end('ok'), 50));
    const { summary } = await measured(requestTo(url), openLoop(10, 2000));
    const p50 = sortedQuantile(summary.latencies.corrected, 0.5);
    // A timer may be a millisecond early; how much later an answer is read depends on what else the host does.
    expect(p50).toBeGreaterThan(48);
    expect(p50).toBeLessThan(150);
    expect(summary).toMatchObject({ sent: 20, successful: 20, failed: 0 });
  });

  it('shows a stall to whoever counts from the intended time, and to nobody else', async () => {
    const stallMs = 2000;
    const { url } = await serve((response, nth) =>
      setTimeout(() => response.end('ok'), nth === 20 ? stallMs : 0),
    );
    // One connection, as closed-loop clients have: what comes during the stall waits behind it.
    const { summary } = await measured(requestTo(url, { connections: 1 }), openLoop(50, 3500));
    const { corrected, uncorrected } = summary.latencies;
    expect(summary.successful).toBe(175);
    expect(sortedQuantile(corrected, 0.99)).toBeGreaterThan(stallMs * 0.9);
    expect(sortedQuantile(corrected, 0.8)).toBeGreaterThan(stallMs * 0.2);
    expect(sortedQuantile(uncorrected, 0.99)).toBeLessThan(stallMs * 0.2);
  });

  it('keeps sending while nobody answers', async () => {
    const { url, bodies } = await serve((response) => setTimeout(() => response.end('ok'), 700));
    const { summary, measurement } = await measured(requestTo(url), openLoop(50, 500));
    expect(bodies).toHaveLength(25);
    expect(summary.successful).toBe(25);
    expect(measurement.connections).toBe(25);
  });

  it('sends every request of the plan once, from as many processes as it is told', async () => {
    const { url, bodies } = await serve((response) => response.end('ok'));
    const request = requestTo(url, { method: 'POST', bodies: Array.from({ length: 240 }, (_, i) => `${i}`) });
    const { summary, measurement } = await measured(request, openLoop(200, 1000, 200), 2);
    expect(bodies.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 240 }, (_, i) => i));
    expect(measurement.samples.index.toSorted()).toEqual(Uint32Array.from({ length: 240 }, (_, i) => i));
    // The warm-up was sent and is not counted.
    expect(summary.sent).toBe(200);
  });

  it('counts refusals, failures, broken connections and time-outs apart', async () => {
    const { url } = await serve((response, nth) => {
      if (nth % 6 === 0) response.writeHead(200).end('ok');
      if (nth % 6 === 1) response.writeHead(429).end();
      if (nth % 6 === 2) response.writeHead(503).end();
      if (nth % 6 === 3) response.writeHead(500).end();
      if (nth % 6 === 4) response.destroy();
      // And one in six never.
    });
    const { summary, measurement } = await measured(requestTo(url, { timeoutMs: 1000 }), openLoop(60, 1000));
    expect(summary).toMatchObject({ successful: 10, refused: 20, failed: 20, timedOut: 10, unfinished: 0 });
    expect(measurement.failures).toMatchObject({
      'HTTP 429': 10,
      'HTTP 503': 10,
      'HTTP 500': 10,
      timeout: 10,
    });
    expect(Object.keys(measurement.failures)).toHaveLength(5);
  });

  it('names what a connection fails for', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const { summary, measurement } = await measured(
      requestTo(`http://127.0.0.1:${port}/`),
      openLoop(20, 500, 200),
    );
    // Of the ten that are measured, not of the warm-up.
    expect(summary).toMatchObject({ sent: 10, successful: 0, failed: 10 });
    expect(measurement.failures).toEqual({ ECONNREFUSED: 10 });
  });

  it('times out what never got a connection', async () => {
    const { url, bodies } = await serve(() => {});
    const request = requestTo(url, { connections: 2, timeoutMs: 600 });
    const { summary } = await measured(request, openLoop(10_000, 1));
    expect(summary).toMatchObject({ sent: 10, timedOut: 10 });
    expect(bodies.length).toBe(2);
  });

  it('waits, in a closed loop, for each answer', async () => {
    let atOnce = 0;
    let most = 0;
    const { url } = await serve((response) => {
      most = Math.max(most, ++atOnce);
      setTimeout(() => {
        atOnce--;
        response.end('ok');
      }, 20);
    });
    const pacing = { kind: 'closed', clients: 3, warmupMs: 0, measuredMs: 600 } as const;
    const { samples } = await generateLoad({ request: requestTo(url), pacing, processes: 2 }, QUIET);
    expect(most).toBeLessThanOrEqual(3);
    expect(samples.index.length).toBeGreaterThan(6);
    expect(new Set(samples.index).size).toBe(samples.index.length);
  });

  it('reads when the first token of a streamed answer came, and how many there were', async () => {
    const { url } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      let sent = 0;
      const timer = setInterval(() => {
        if (sent++ < 4) response.write('data: {"choices":[{"delta":{"content":"a"}}]}\n\n');
        else {
          clearInterval(timer);
          response.end('data: [DONE]\n\n');
        }
      }, 60);
    });
    const { summary, measurement } = await measured(requestTo(url), openLoop(5, 600));
    expect([...measurement.samples.tokens]).toEqual([4, 4, 4]);
    expect(summary.firstTokenMs[0]).toBeGreaterThan(50);
    expect(summary.firstTokenMs[0]).toBeLessThan(summary.latencies.corrected[0] ?? 0);
    expect(summary.perTokenMs).toHaveLength(3);
  });

  it('hands over what it measured when it is stopped', async () => {
    const { url } = await serve((response, nth) => nth % 2 === 0 && response.end('ok'));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 900);
    const { samples, isPartial } = await generateLoad(
      { request: requestTo(url), pacing: openLoop(100, 60_000), processes: 1 },
      { ...QUIET, signal: controller.signal },
    );
    const summary = summarize({ samples }, { fromMs: 0, lengthMs: 500, isOpen: true }, undefined);
    expect(isPartial).toBe(true);
    expect(summary.successful).toBeGreaterThan(0);
    expect(summary.unfinished).toBeGreaterThan(0);
    expect(summary.successful + summary.unfinished).toBe(summary.sent);
  });
});
