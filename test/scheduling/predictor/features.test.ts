import { describe, expect, it } from 'vitest';
import { featureCount, inModelOrder, writeFeatures } from '../../../src/scheduling/predictor/features.js';

const vgg = { model: 5, start: 0, end: 22, batch: 32, sequence: 0 };
const bert = { model: 6, start: 3, end: 12, batch: 4, sequence: 64 };

function featuresOf(parts: Parameters<typeof writeFeatures>[0], ways = 2): number[] {
  const features = new Float32Array(featureCount(ways)).fill(7);
  writeFeatures(parts, features);
  return [...features];
}

describe('features of the predictor', () => {
  it('are 15, 19 and 23 for two, three and four models', () => {
    expect([2, 3, 4].map(featureCount)).toEqual([15, 19, 23]);
  });

  it('say which models take part, then what of each', () => {
    expect(featuresOf([vgg, bert])).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 22, 32, 0, 3, 12, 4, 64]);
  });

  it('keep the order of the parts, so that another order is another question', () => {
    expect(featuresOf([bert, vgg])).toEqual([0, 0, 0, 0, 0, 1, 1, 3, 12, 4, 64, 0, 22, 32, 0]);
    expect(featuresOf(inModelOrder([bert, vgg]))).toEqual(featuresOf([vgg, bert]));
  });

  it('count a model twice that is there twice', () => {
    expect(featuresOf([vgg, vgg])[5]).toBe(2);
  });

  it('are zeros where there is no part', () => {
    expect(featuresOf([bert])).toEqual([0, 0, 0, 0, 0, 0, 1, 3, 12, 4, 64, 0, 0, 0, 0]);
  });
});
