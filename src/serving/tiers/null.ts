import { systemClock } from '../batching/clock.js';
import { serveRag } from '../http/rag-server.js';
import { tierMetrics } from '../http/tier-metrics.js';
import type { RunningTier, TierSpec } from '../tier.js';
import { REQUEST_TIMEOUT_MS } from './request-timeout.js';

const NO_TIME = { queueMs: 0, embedMs: 0, retrieveMs: 0, generateMs: 0, batch: 1 };

/** Answers at once with nothing: what is left is HTTP, and the load generator. */
export async function startNull(spec: TierSpec): Promise<RunningTier> {
  const model = 'none';
  return serveRag({
    host: spec.host,
    port: spec.port,
    requestTimeoutMs: spec.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    metrics: tierMetrics({ tier: spec.tier, model, queueDepth: () => 0 }),
    clock: systemClock,
    description: { tier: spec.tier, model },
    async answer({ query }) {
      return { query, result: '', passages: [], model, timings: NO_TIME };
    },
    onDrain() {},
    async close() {},
  });
}
