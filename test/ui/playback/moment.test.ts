import { describe, expect, it } from 'vitest';
import { lastMomentMs, momentOf } from '../../../src/ui/playback/moment.js';
import { TWO_MODELS } from '../../results/batch-traces.js';

describe('a moment of a simulation', () => {
  it('tells what each GPU runs and how far it is', () => {
    const { gpus } = momentOf(TWO_MODELS, 1015);
    expect(gpus.map((running) => running && [running.batch.size, running.share])).toEqual([
      [12, 0.75],
      [5, 5 / 12],
      [3, 9 / 14],
    ]);
    expect(momentOf(TWO_MODELS, 1025).gpus[1]).toBeNull();
  });

  it('has a GPU begin one batch as it ends the one before', () => {
    expect(momentOf(TWO_MODELS, 1010).gpus[1]?.batch.size).toBe(5);
  });

  it('counts as of the last batch that ended, and what runs then does not wait', () => {
    const { counts, waiting } = momentOf(TWO_MODELS, 1015);
    expect(counts).toEqual({ arrived: 1012, good: 982, late: 2, dropped: 1 });
    // Of 27 that are neither answered nor dropped, 12, 5 and 3 run at 1010 ms.
    expect(waiting).toBe(7);
  });

  it('is told as far as every GPU is known', () => {
    expect(lastMomentMs(TWO_MODELS)).toBe(1052 - 22);
    expect(lastMomentMs({ ...TWO_MODELS, isCut: false })).toBe(1052);
    expect(lastMomentMs({ ...TWO_MODELS, batches: [] })).toBe(1000);
  });

  it('of a trace without batches is of idle GPUs', () => {
    expect(momentOf({ ...TWO_MODELS, batches: [] }, 1000)).toMatchObject({
      gpus: [null, null, null],
      waiting: 0,
    });
  });
});
