import { afterEach, describe, expect, it } from 'vitest';
import { parsePrometheus } from '../../../src/suites/serving/server/prometheus.js';
import { ServerWatch } from '../../../src/suites/serving/server/server-watch.js';

const BASE = 'http://gateway';

/** Metrics of a worker that answered so many requests, 20 ms in the queue and 80 ms generated each, in pairs. */
function worker(answered: number, queueDepth = 0): string {
  return [
    '# HELP mls_queue_depth Requests that wait for their batch',
    `mls_queue_depth{tier="batched",model="emulated"} ${queueDepth}`,
    `mls_batch_size_bucket{le="+Inf",tier="batched"} ${answered / 2}`,
    `mls_batch_size_sum{tier="batched"} ${answered}`,
    `mls_batch_size_count{tier="batched"} ${answered / 2}`,
    `mls_stage_seconds_sum{stage="queue",tier="batched"} ${answered * 0.02}`,
    `mls_stage_seconds_sum{stage="generate",tier="batched"} ${answered * 0.08}`,
    `mls_stage_seconds_count{stage="generate",tier="batched"} ${answered}`,
  ].join('\n');
}

function gateway(serving: number, ...urls: string[]): string {
  return [
    ...urls.map((url, i) => `mls_worker_info{worker="${i}",url="${url}",tier="balanced"} 1`),
    `mls_instances{state="serving",tier="balanced"} ${serving}`,
    'mls_instances{state="standby",tier="balanced"} 0',
    'mls_retries_total{tier="balanced"} 3',
    'mls_worker_crashes_total{tier="balanced"} 1',
  ].join('\n');
}

let watch: ServerWatch | undefined;
afterEach(() => watch?.stop());

function watching(pages: Map<string, string>): ServerWatch {
  watch = new ServerWatch(BASE, async (url) => {
    const page = pages.get(url);
    if (page === undefined) throw new Error('nobody listens');
    return page;
  });
  return watch;
}

describe('watching a server by its metrics', () => {
  it('tells means of what was answered since the mark', async () => {
    const pages = new Map([[`${BASE}/metrics`, worker(100)]]);
    const one = watching(pages);
    await one.mark();
    pages.set(`${BASE}/metrics`, worker(140, 7));
    const means = await one.means();
    expect(means.queueMs).toBeCloseTo(20);
    expect(means.generateMs).toBeCloseTo(80);
    expect(means).toMatchObject({ meanBatch: 2, instances: 1, instancesMax: 1, retries: null, embedMs: 0 });
    expect(one.now).toEqual({ queueDepth: 7, meanBatch: 2, instances: 1 });
  });

  it('adds the workers behind a gateway up, also one that has gone since', async () => {
    const pages = new Map([
      [`${BASE}/metrics`, gateway(2, 'http://a', 'http://b')],
      ['http://a/metrics', worker(10, 1)],
      ['http://b/metrics', worker(10, 2)],
    ]);
    const one = watching(pages);
    await one.mark();
    pages.set('http://a/metrics', worker(30, 4));
    pages.delete('http://b/metrics');
    pages.set('http://c/metrics', worker(20));
    pages.set(`${BASE}/metrics`, gateway(3, 'http://a', 'http://b', 'http://c'));
    const means = await one.means();
    // 20 of a and 20 of c since, 20 and 80 ms each.
    expect(means.queueMs).toBeCloseTo(20);
    expect(means).toMatchObject({ meanBatch: 2, instances: 2.5, instancesMax: 3, retries: 0, crashes: 0 });
    expect(one.now?.queueDepth).toBe(4);
  });

  it('counts what waits in a gateway that schedules, and in its workers', async () => {
    const waiting = 'mls_queue_depth{tier="balanced"} 5';
    const pages = new Map([
      [`${BASE}/metrics`, `${gateway(1, 'http://a')}\n${waiting}`],
      ['http://a/metrics', worker(10, 3)],
    ]);
    const one = watching(pages);
    await one.mark();
    expect(one.now?.queueDepth).toBe(8);
  });

  it('knows nothing of a server that says nothing', async () => {
    const one = watching(new Map());
    await one.mark();
    expect(await one.means()).toEqual({
      queueMs: null,
      embedMs: null,
      retrieveMs: null,
      generateMs: null,
      meanBatch: null,
      instances: null,
      instancesMax: null,
      retries: null,
      crashes: null,
    });
  });
});

describe('the Prometheus text format', () => {
  it('is read with its labels, escapes and infinities, and without what is no sample', () => {
    const text =
      '# TYPE a counter\na 1\nb{x="1",y="a\\"b\\\\c"} 2.5e3 1700000000\nc{le="+Inf"} +Inf\n\nnonsense\n';
    expect(parsePrometheus(text)).toEqual([
      { name: 'a', labels: {}, value: 1 },
      { name: 'b', labels: { x: '1', y: 'a"b\\c' }, value: 2500 },
      { name: 'c', labels: { le: '+Inf' }, value: Number.POSITIVE_INFINITY },
    ]);
  });
});
