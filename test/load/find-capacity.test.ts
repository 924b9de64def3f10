import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Capacity, findCapacity, type Probe } from '../../src/load/find-capacity.js';

function search(probe: (rps: number) => Probe | undefined, startRps = 10): Promise<Capacity> {
  return findCapacity({ startRps, mostRps: 100_000, tolerance: 0.05, probe: async (rps) => probe(rps) });
}

describe('the search for the capacity', () => {
  it('closes in on the border from either side', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 1, max: 20_000, noNaN: true }),
        fc.integer({ min: 1, max: 5000 }),
        async (border, startRps) => {
          const { holdsRps, missesRps, bound } = await search(
            (rps) => (rps <= border ? 'holds' : 'missed'),
            startRps,
          );
          expect(bound).toBe('slo');
          expect(holdsRps).toBeLessThanOrEqual(border);
          expect(missesRps).toBeGreaterThan(border);
          expect((missesRps ?? 0) - (holdsRps ?? 0)).toBeLessThanOrEqual(0.051 * (holdsRps ?? 0) + 0.1);
        },
      ),
    );
  });

  it('does not believe one load that held by luck', async () => {
    let lucky = true;
    const { holdsRps } = await search((rps) => {
      if (rps === 80 && lucky) {
        lucky = false;
        return 'holds';
      }
      return rps <= 45 ? 'holds' : 'missed';
    });
    expect(holdsRps).toBeLessThanOrEqual(45);
    expect(holdsRps).toBeGreaterThan(40);
  });

  it('sends again what its own host spoilt', async () => {
    let tries = 0;
    const result = await search((rps) => {
      if (tries++ % 3 === 0) return 'invalid';
      return rps <= 100 ? 'holds' : 'missed';
    });
    expect(result).toMatchObject({ bound: 'slo' });
    expect(result.holdsRps).toBeGreaterThan(90);
    expect(result.holdsRps).toBeLessThanOrEqual(100);
  });

  it('tells the limit of the generator from that of the server', async () => {
    expect(await search((rps) => (rps < 100 ? 'holds' : 'invalid'))).toMatchObject({ bound: 'generator' });
  });

  it('ends where nothing holds, where everything does, and where it is stopped', async () => {
    expect(await search(() => 'missed')).toMatchObject({ holdsRps: null, bound: 'slo' });
    expect(await search(() => 'holds')).toMatchObject({ holdsRps: 100_000, missesRps: null, bound: 'limit' });
    let left = 3;
    expect(await search(() => (left-- > 0 ? 'holds' : undefined))).toMatchObject({
      holdsRps: 40,
      bound: 'interrupted',
      probes: 3,
    });
  });
});
