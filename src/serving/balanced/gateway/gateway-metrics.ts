import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { SECONDS } from '../../http/tier-metrics.js';
import type { Instance, InstanceState } from '../workers/instance.js';
import type { Tally } from './tally.js';

const STATES: readonly InstanceState[] = ['starting', 'standby', 'serving', 'draining', 'ended'];

export interface Counted {
  readonly tally: Tally;
  readonly scalings: Readonly<Record<'up' | 'down', number>>;
  readonly crashes: number;
  /** Requests that no worker was given yet; undefined where they are given to one at once. */
  readonly waiting: (() => number) | undefined;
  instances(): readonly Instance[];
}

export interface GatewayMetrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** Of a request, once: from its headers to the last of its answer. */
  took(ms: number): void;
}

/** The gateway's metrics, in a registry of their own, made of its counts whenever they are asked for. */
export function gatewayMetrics(counted: Counted): GatewayMetrics {
  const registry = new Registry();
  registry.setDefaultLabels({ tier: 'balanced' });
  const registers = [registry];
  const counter = (
    name: string,
    help: string,
    read: () => Iterable<readonly [label: string, value: number]>,
    label?: string,
  ) =>
    new Counter({
      name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers,
      collect() {
        this.reset();
        for (const [value, count] of read()) this.inc(label === undefined ? {} : { [label]: value }, count);
      },
    });
  const gauge = (
    name: string,
    help: string,
    read: () => Iterable<readonly [label: string, value: number]>,
    label?: string,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers,
      collect() {
        this.reset();
        for (const [value, now] of read()) this.set(label === undefined ? {} : { [label]: value }, now);
      },
    });
  const { tally } = counted;
  const perWorker = (read: (instance: Instance) => number) => () =>
    counted.instances().map((instance) => [String(instance.id), read(instance)] as const);

  counter(
    'mls_requests_total',
    'Requests answered, by HTTP status; 499 where the client left',
    byStatus,
    'status',
  );
  gauge('mls_in_flight', 'Requests accepted and not answered yet', () => [['', tally.inFlight]]);
  const { waiting } = counted;
  if (waiting !== undefined) {
    gauge('mls_queue_depth', 'Requests that wait for a decision', () => [['', waiting()]]);
  }
  counter('mls_retries_total', 'Requests sent again after their worker failed', () => [['', tally.retries]]);
  counter('mls_passed_on_total', 'Requests that one worker refused and another got', () => [
    ['', tally.passedOn],
  ]);
  counter('mls_broken_off_total', 'Answers that ended before they were whole', () => [['', tally.brokenOff]]);
  counter(
    'mls_worker_requests_total',
    'Requests sent to each worker',
    perWorker((i) => i.assigned),
    'worker',
  );
  counter(
    'mls_worker_failures_total',
    'Requests that each worker failed',
    perWorker((i) => i.failed),
    'worker',
  );
  gauge(
    'mls_worker_outstanding',
    'Requests each worker has now',
    perWorker((i) => i.outstanding),
    'worker',
  );
  gauge(
    'mls_worker_ready',
    '1 where the worker takes requests',
    perWorker((i) => Number(i.ready)),
    'worker',
  );
  new Gauge({
    name: 'mls_worker_info',
    help: 'Where each worker listens, for its own metrics: 1',
    labelNames: ['worker', 'url'],
    registers,
    collect() {
      this.reset();
      for (const { id, url } of counted.instances())
        if (url !== undefined) this.set({ worker: String(id), url }, 1);
    },
  });
  gauge('mls_instances', 'Instances in each state', inStates, 'state');
  counter('mls_worker_crashes_total', 'Workers that ended without being told to', () => [
    ['', counted.crashes],
  ]);
  counter(
    'mls_scaling_events_total',
    'Decisions to add or remove an instance',
    () => Object.entries(counted.scalings),
    'direction',
  );
  const seconds = new Histogram({
    name: 'mls_request_seconds',
    help: 'From the headers of a request to the last of its answer',
    buckets: SECONDS,
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    took: (ms) => seconds.observe(ms / 1000),
  };

  function* byStatus() {
    for (const [status, count] of tally.byStatus) yield [String(status), count] as const;
  }
  function* inStates() {
    const all = counted.instances();
    for (const state of STATES)
      yield [state, all.filter((instance) => instance.state === state).length] as const;
  }
}
