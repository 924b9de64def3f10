import type { GeneratorProgress } from './generator/protocol.js';

/** Counts add up; of quantiles the worst is told, since quantiles of parts do not make one of the whole. */
export function joinProgress(parts: readonly GeneratorProgress[]): GeneratorProgress {
  const sum = (of: (part: GeneratorProgress) => number) => parts.reduce((total, part) => total + of(part), 0);
  const most = (of: (part: GeneratorProgress) => number) => {
    const known = parts.map(of).filter((value) => !Number.isNaN(value));
    return known.length === 0 ? Number.NaN : Math.max(...known);
  };
  return {
    atMs: most(({ atMs }) => atMs),
    sent: sum(({ sent }) => sent),
    ok: sum(({ ok }) => ok),
    refused: sum(({ refused }) => refused),
    failed: sum(({ failed }) => failed),
    inFlight: sum(({ inFlight }) => inFlight),
    p50Ms: most(({ p50Ms }) => p50Ms),
    p90Ms: most(({ p90Ms }) => p90Ms),
    p99Ms: most(({ p99Ms }) => p99Ms),
  };
}
