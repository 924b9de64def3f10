import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FreeRanges } from '../../../src/backends/wasm/memory/free-ranges.js';

const TOTAL = 64 * 100;

interface Taken {
  readonly start: number;
  readonly bytes: number;
}

/** Takes (positive bytes) and gives back (the i-th of what is taken), as a list of numbers. */
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('take' as const), bytes: fc.integer({ min: 0, max: 1500 }) }),
    fc.record({ kind: fc.constant('give' as const), which: fc.nat(20) }),
  ),
  { maxLength: 80 },
);

/** What is in use after some steps. */
function run(free: FreeRanges, list: typeof steps extends fc.Arbitrary<infer T> ? T : never): Taken[] {
  const taken: Taken[] = [];
  for (const step of list) {
    if (step.kind === 'take') {
      const start = free.take(step.bytes);
      if (start !== undefined) taken.push({ start, bytes: step.bytes });
    } else {
      const [one] = taken.splice(step.which % Math.max(1, taken.length), 1);
      if (one !== undefined) free.give(one.start, one.bytes);
    }
  }
  return taken;
}

function opened(): FreeRanges {
  const free = new FreeRanges();
  free.give(0, TOTAL);
  return free;
}

describe('free ranges', () => {
  it('never hand out a byte twice, nor one outside, and always at a multiple of 64', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const taken = run(opened(), list).sort((a, b) => a.start - b.start);
        for (const [i, { start, bytes }] of taken.entries()) {
          expect(start % 64).toBe(0);
          expect(start + bytes).toBeLessThanOrEqual(taken[i + 1]?.start ?? TOTAL);
        }
      }),
    );
  });

  it('are whole again when all is given back', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const free = opened();
        for (const { start, bytes } of run(free, list)) free.give(start, bytes);
        expect(free.bytes).toBe(TOTAL);
        expect(free.take(TOTAL)).toBe(0);
      }),
    );
  });

  it('have nothing that does not fit below a limit', () => {
    const free = opened();
    expect(free.take(128, 127)).toBeUndefined();
    expect(free.take(128, 128)).toBe(0);
    expect(free.take(TOTAL)).toBeUndefined();
  });

  it('refuse what is free already', () => {
    expect(() => opened().give(64, 64)).toThrow(RangeError);
  });
});
