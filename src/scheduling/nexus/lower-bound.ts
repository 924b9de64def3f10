import { saturatedGpu } from './saturate.js';
import type { Session } from './session.js';

/**
 * GPUs that no plan can do without: each session at its best throughput that holds its target, as if GPUs could be cut
 * into parts. Nexus came within 84 % of it (SOSP 2019, section 7.5).
 */
export function gpuLowerBound(sessions: readonly Session[]): number {
  return sessions.reduce((sum, session) => sum + session.perSecond / bestPerSecond(session), 0);
}

/** A smaller batch may have the higher throughput where a profile is measured. */
function bestPerSecond(session: Session): number {
  const { sizes, latency } = session;
  const most = saturatedGpu(session)?.batch ?? 0;
  let best = 0;
  for (const size of sizes ?? Array.from({ length: most }, (_, i) => i + 1)) {
    if (size <= most) best = Math.max(best, (1000 * size) / latency.ms(size));
  }
  return best;
}
