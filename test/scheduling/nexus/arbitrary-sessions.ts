import fc from 'fast-check';
import type { Session } from '../../../src/scheduling/nexus/session.js';
import type { LatencyProfile } from '../../../src/scheduling/policy.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import { tableProfile } from '../../../src/scheduling/profiles/table-profile.js';

const ms = (max: number) => fc.double({ min: 0.01, max, noNaN: true });

const linear = fc
  .record({ perRequestMs: ms(10), baseMs: ms(30), maxBatch: fc.integer({ min: 1, max: 64 }) })
  .map(({ perRequestMs, baseMs, maxBatch }) => linearProfile(perRequestMs, baseMs, maxBatch));

/** Not smooth, and not monotone in throughput, as measured profiles are. */
const measured = fc
  .array(ms(20), { minLength: 1, maxLength: 32 })
  .map((steps) =>
    tableProfile(
      steps.map((_, i) => ({ batch: i + 1, ms: steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0) })),
    ),
  );

/** Sessions that a GPU can serve: their target has time for two batches of one. */
function sessionsOf(latencies: fc.Arbitrary<LatencyProfile>): fc.Arbitrary<readonly Session[]> {
  const session = fc.record({
    latency: latencies,
    slack: fc.double({ min: 1, max: 20, noNaN: true }),
    perSecond: fc.oneof(fc.double({ min: 0.01, max: 5000, noNaN: true }), fc.integer({ min: 1, max: 2000 })),
  });
  return fc.array(session, { minLength: 1, maxLength: 8 }).map((all) =>
    all.map(({ latency, slack, perSecond }, i) => ({
      ...{ name: `s${i}`, perSecond, latency },
      sloMs: 2 * latency.ms(1) * slack,
    })),
  );
}

export const arbitrarySessions = sessionsOf(fc.oneof(linear, measured));

/** A larger batch always has the higher throughput. */
export const linearSessions = sessionsOf(linear);
