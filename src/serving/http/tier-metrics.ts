import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ServerTimings } from '../tier.js';

/** From a gateway's own work to a queue that is far too long. */
export const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60];
const SIZES = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 64];

/** `full`: the queue; `draining`: the tier ends; `timeout`: not answered in time; `left`: the client went. */
export type Refusal = 'full' | 'draining' | 'timeout' | 'left';

export interface TierMetrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** Counts a request, and its time, when what is returned is called with the status it was answered with. */
  began(): (status: number) => void;
  /** One more request is in flight, until it is settled. */
  accepted(): void;
  settled(): void;
  answered(timings: ServerTimings): void;
  /** Of a batch, once. */
  batch(size: number): void;
  refused(reason: Refusal): void;
}

export interface TierMetricsOptions {
  readonly tier: string;
  /** `emulated` where no model answers. */
  readonly model: string;
  queueDepth(): number;
}

/** The metrics of one tier, in a registry of its own, each labelled with tier and model. */
export function tierMetrics({ tier, model, queueDepth }: TierMetricsOptions): TierMetrics {
  const registry = new Registry();
  registry.setDefaultLabels({ tier, model });
  const registers = [registry];
  new Gauge({
    name: 'mls_queue_depth',
    help: 'Requests that wait for their batch',
    registers,
    collect() {
      this.set(queueDepth());
    },
  });
  const inFlight = new Gauge({
    name: 'mls_in_flight',
    help: 'Requests accepted and not answered yet',
    registers,
  });
  const requests = new Counter({
    name: 'mls_requests_total',
    help: 'Requests answered, by HTTP status; 499 where the client left',
    labelNames: ['status'],
    registers,
  });
  const refusals = new Counter({
    name: 'mls_refusals_total',
    help: 'Requests not answered: queue full, draining, timeout, client left',
    labelNames: ['reason'],
    registers,
  });
  const seconds = new Histogram({
    name: 'mls_request_seconds',
    help: 'From the headers of a request to the last of its answer',
    buckets: SECONDS,
    registers,
  });
  const batches = new Histogram({
    name: 'mls_batch_size',
    help: 'Requests answered together',
    buckets: SIZES,
    registers,
  });
  const stages = new Histogram({
    name: 'mls_stage_seconds',
    help: 'Time of a request in the queue and in the stages of its batch',
    labelNames: ['stage'],
    buckets: SECONDS,
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    began() {
      const ended = seconds.startTimer();
      return (status) => {
        ended();
        requests.inc({ status: String(status) });
      };
    },
    accepted() {
      inFlight.inc();
    },
    settled() {
      inFlight.dec();
    },
    answered({ queueMs, embedMs, retrieveMs, generateMs }) {
      stages.observe({ stage: 'queue' }, queueMs / 1000);
      stages.observe({ stage: 'embed' }, embedMs / 1000);
      stages.observe({ stage: 'retrieve' }, retrieveMs / 1000);
      stages.observe({ stage: 'generate' }, generateMs / 1000);
    },
    batch(size) {
      batches.observe(size);
    },
    refused(reason) {
      refusals.inc({ reason });
    },
  };
}
