import { describe, expect, it } from 'vitest';
import { subjectIn } from '../../../src/results/display/subject.js';
import { compareExpected } from '../../../src/results/experiment/compare.js';
import { experiment } from '../../../src/results/experiment/experiment.js';

const EXPERIMENT = experiment.parse({
  name: 'claims',
  question: 'does it hold?',
  source: 'A paper',
  suite: 'scheduling',
  quick: {},
  full: {},
  expected: [
    { name: 'counted', size: 'quick', origin: 'golden', where: {}, column: 'x', value: 1 },
    { name: 'claimed', size: 'quick', origin: 'published', where: {}, column: 'x', value: 1 },
    {
      name: 'said',
      size: 'quick',
      origin: 'published',
      source: 'Its slides',
      where: {},
      column: 'x',
      value: 1,
    },
  ],
});

describe('who a row is about', () => {
  it.each([
    [{ backend: 'ts', model: 'm' }, 'ts'],
    [{ tier: 'balanced', policy: 'round-robin' }, 'balanced'],
    [{ policy: 'edf', model: 'm' }, 'edf'],
    [{ predictor: 'mlp' }, 'mlp'],
    [{ model: 'm' }, 'm'],
    [{ x: 1 }, ''],
  ])('of %j is %s', (row, subject) => {
    expect(subjectIn(row)).toBe(subject);
    const [compared] = compareExpected(EXPERIMENT, 'quick', [{ ...row, status: 'ok', x: 1 }]);
    expect(compared?.backend).toBe(subject);
  });
});

describe('who says what is expected', () => {
  const rows = [{ policy: 'edf', status: 'ok', x: 1 }];

  it('is the experiment, the figure, or this project', () => {
    expect(compareExpected(EXPERIMENT, 'quick', rows).map(({ source }) => source)).toEqual([
      'this project',
      'A paper',
      'Its slides',
    ]);
  });

  it('is a paper where papers are asked for', () => {
    const compared = compareExpected(EXPERIMENT, 'quick', rows, 'paper');
    expect(compared.map(({ name }) => name)).toEqual(['claimed', 'said']);
  });
});
