import { describe, expect, it } from 'vitest';
import { predictionByModel, predictionByUrgency } from '../../../src/scheduling/abacus/group-prediction.js';
import { overlapExecutor } from '../../../src/scheduling/abacus/overlap-executor.js';
import { pairNamed } from '../../../src/scheduling/abacus/pairs.js';
import type { AbacusQuery } from '../../../src/scheduling/abacus/query.js';

const { models } = pairNamed('vgg19_bert');
const queries = models.map(
  (network, model): AbacusQuery => ({
    ...{ id: model, model, network, arrivalMs: 0, deadlineMs: 60 },
    ...{ batch: 8 * (model + 1), sequence: network.isSequence ? 32 : 0 },
  }),
);
const parts = queries.map((query) => ({ query, start: 1, end: 5 + query.model }));

describe('what is asked of the predictor about a group', () => {
  const asked = (predict: typeof predictionByUrgency, group: typeof parts) => {
    let features: number[] = [];
    predict((row) => {
      features = [...row.subarray(7)];
      return 0;
    })(group);
    return features;
  };
  const byModel = (predict: Parameters<typeof predictionByUrgency>[0]) => predictionByModel(predict, models);

  it('is in the order of urgency as published and of model ids as it was trained', () => {
    const vggFirst = [1, 5, 8, 0, 1, 6, 16, 32];
    const bertFirst = [1, 6, 16, 32, 1, 5, 8, 0];
    expect(asked(predictionByUrgency, parts)).toEqual(vggFirst);
    expect(asked(predictionByUrgency, parts.toReversed())).toEqual(bertFirst);
    expect(asked(byModel, parts)).toEqual(vggFirst);
    expect(asked(byModel, parts.toReversed())).toEqual(vggFirst);
  });

  it('has no second model beside a query alone as published, and no segments of it as it was trained', () => {
    expect(asked(predictionByUrgency, parts.slice(1))).toEqual([1, 6, 16, 32, 0, 0, 0, 0]);
    expect(asked(byModel, parts.slice(1))).toEqual([0, 0, 4, 0, 1, 6, 16, 32]);
    expect(asked(byModel, parts.slice(0, 1))).toEqual([1, 5, 8, 0, 0, 0, 4, 8]);
  });
});

describe('a GPU on which parts overlap', () => {
  it('takes what is predicted, times a ratio that was measured, and answers whoever is at the end', () => {
    const executor = overlapExecutor(() => 10, [0.5, 1, 2], 3);
    const group = { parts: parts.map((part) => ({ ...part, end: part.query.model === 1 ? 12 : 5 })) };
    const taken = Array.from({ length: 500 }, () => executor.durationMs(group, 0));
    expect(Math.min(...taken)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...taken)).toBeLessThanOrEqual(20);
    expect(taken.filter((ms) => ms < 10).length / 500).toBeCloseTo(0.5, 1);
    expect(executor.completedBy(group)).toEqual(queries.slice(1));
    expect(overlapExecutor(() => 10, [], 3).durationMs(group, 0)).toBe(10);
  });

  it('never takes less than a call to it, whatever the predictor says', () => {
    expect(overlapExecutor(() => -3, [], 0).durationMs({ parts }, 0)).toBe(0.2);
  });

  it('refuses two queries of one model at once, nothing, and segments that are not there', () => {
    const { refusal } = overlapExecutor(() => 1, [], 0);
    const [part] = parts;
    if (part === undefined) throw new Error('no part');
    expect(refusal({ parts }, 0)).toBeUndefined();
    expect(refusal({ parts: [] }, 0)).toContain('no part');
    expect(refusal({ parts: [part, part] }, 0)).toContain('two queries of one model');
    expect(refusal({ parts: [{ ...part, end: 23 }] }, 0)).toContain('from segment 1 to 23');
  });
});
