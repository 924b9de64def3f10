import { describe, expect, it } from 'vitest';
import { restartDelayMs } from '../../../../src/serving/balanced/workers/restart-delay.js';

describe('the delay before a crashed worker is replaced', () => {
  it('doubles with each recent crash, up to half a minute', () => {
    const delays = Array.from({ length: 10 }, (_, n) => restartDelayMs(Array(n).fill(0), 0));
    expect(delays).toEqual([0, 250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('forgets crashes of long ago', () => {
    expect(restartDelayMs([0, 0, 0, 500_000], 500_000)).toBe(250);
  });
});
