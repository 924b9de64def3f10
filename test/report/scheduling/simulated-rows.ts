import type { Row } from '../../../src/results/columns.js';

/** What two policies came to at four rates, as rows of scheduling have it. */
export function simulatedRows(): Row[] {
  const goodput = { fcfs: [1000, 1980, 1500, 900], symphony: [1000, 2000, 2995, 3600] };
  return Object.entries(goodput).flatMap(([policy, figures]) =>
    figures.map((goodputRps, at): Row => {
      const rate = 1000 * (at + 1);
      return {
        suite: 'scheduling',
        policy,
        profile: 'resnet50',
        ...{ models: 1, gpus: 8, sloMs: 25, arrivals: 'poisson', rate, loadPercent: null },
        ...{ status: 'ok', reason: null, check: 'none', capacityRps: null, steadyRps: null, boundRps: 4800 },
        ...{ goodputRps, throughputRps: goodputRps, violationPercent: 100 * (1 - goodputRps / rate) },
        ...{ requests: 10 * rate, dropped: 10 * (rate - goodputRps), late: 0, unfinished: 0 },
        ...{ meanMs: 12.25, p50Ms: 12, p90Ms: 18, p99Ms: 24.5, meanBatch: 4 + at, gpusUsed: 2 * (at + 1) },
        ...{ utilizationPercent: 20 * (at + 1), events: 12345, popularity: 'uniform', delays: 'none' },
        ...{ jitter: 'none', faults: 'none', seed: 42, batchSizes: [10 - at, 20, 5 * at, 0, 40 * at] },
      };
    }),
  );
}
