import { describe, expect, it } from 'vitest';
import { parseArrivals } from '../../../src/load/arrivals/parse-arrivals.js';

describe('--arrivals', () => {
  it.each([
    ['constant', { gaps: { kind: 'constant' }, course: { kind: 'rate' } }],
    ['poisson', { gaps: { kind: 'poisson', seed: 3 }, course: { kind: 'rate' } }],
    ['gamma:0.25', { gaps: { kind: 'gamma', shape: 0.25, seed: 3 }, course: { kind: 'rate' } }],
    ['seed', { gaps: { kind: 'python' }, course: { kind: 'rate' } }],
    [
      'ramp:0:50',
      { gaps: { kind: 'constant' }, course: { kind: 'ramp', fromPerSecond: 0, toPerSecond: 50 } },
    ],
    [
      'poisson:steps:10x30s,0x500ms',
      {
        gaps: { kind: 'poisson', seed: 3 },
        course: {
          kind: 'steps',
          segments: [
            { fromPerSecond: 10, toPerSecond: 10, durationMs: 30_000 },
            { fromPerSecond: 0, toPerSecond: 0, durationMs: 500 },
          ],
        },
      },
    ],
    [
      'trace:C:/traces/a.csv',
      { gaps: { kind: 'constant' }, course: { kind: 'trace', file: 'C:/traces/a.csv' } },
    ],
  ])('reads %s', (text, words) => {
    expect(parseArrivals(text, 3)).toEqual(words);
  });

  it.each([
    '',
    'gauss',
    'gamma',
    'gamma:0',
    'ramp:1',
    'ramp:0:0',
    'steps:10',
    'steps:10x',
    'trace',
    'poisson:5',
  ])('refuses %j', (text) => {
    expect(() => parseArrivals(text, 3)).toThrow(`expected --arrivals to be poisson, constant`);
  });
});
