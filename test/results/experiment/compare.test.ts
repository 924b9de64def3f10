import { describe, expect, it } from 'vitest';
import type { RunDocument } from '../../../src/results/document.js';
import { type Comparison, compareExpected } from '../../../src/results/experiment/compare.js';
import { experimentDocumentOf } from '../../../src/results/experiment/document.js';
import { type Experiment, experiment } from '../../../src/results/experiment/experiment.js';

const expected = (more: object) => ({
  name: 'figure',
  size: 'quick',
  origin: 'published',
  where: { metric: 'l2' },
  column: 'medianMs',
  value: 100,
  ...more,
});

const declared = (...figures: object[]): Experiment =>
  experiment.parse({
    name: 'test',
    question: 'does it?',
    source: 'nobody',
    suite: 'knn',
    quick: {},
    full: {},
    expected: figures.map(expected),
  });

const row = (more: object = {}) => ({
  backend: 'ts',
  metric: 'l2',
  status: 'ok',
  reason: null,
  medianMs: 100,
  neighbours: [4, 2, 9],
  ...more,
});

function only(figure: object, ...rows: object[]): Comparison {
  const [first, ...others] = compareExpected(declared(figure), 'quick', rows as Record<string, unknown>[]);
  if (first === undefined || others.length > 0) throw new Error('expected one comparison');
  return first;
}

describe('a figure beside its row', () => {
  it.each<[string, object, object, string]>([
    ['the same number', {}, {}, 'PASS'],
    ['another number', {}, { medianMs: 101 }, 'FAIL'],
    ['one within the tolerance', { tolerance: 0.01 }, { medianMs: 101 }, 'PASS'],
    ['one near it', { tolerance: 0.001, near: 0.01 }, { medianMs: 101 }, 'NEAR'],
    ['one beyond near', { tolerance: 0.001, near: 0.01 }, { medianMs: 102 }, 'FAIL'],
    ['more than at least', { bound: 'at-least' }, { medianMs: 500 }, 'PASS'],
    ['less than at least', { bound: 'at-least', near: 0.1 }, { medianMs: 95 }, 'NEAR'],
    ['less than at most', { bound: 'at-most' }, { medianMs: 5 }, 'PASS'],
    ['more than at most', { bound: 'at-most' }, { medianMs: 101 }, 'FAIL'],
    ['nothing measured', {}, { medianMs: null }, 'FAIL'],
    ['a wrong row', {}, { status: 'wrong' }, 'FAIL'],
    ['a row that failed, comparable or not', { notComparable: 'other host' }, { status: 'timeout' }, 'FAIL'],
    ['an unavailable backend', {}, { status: 'unavailable' }, 'NOT COMPARABLE'],
    ['a row that was skipped', {}, { status: 'skipped' }, 'NOT COMPARABLE'],
    ['an interrupted row', {}, { status: 'interrupted' }, 'NOT COMPARABLE'],
    ['a load that was not sent as planned', {}, { status: 'invalid' }, 'NOT COMPARABLE'],
    ['a figure that is not comparable', { notComparable: 'other host' }, {}, 'NOT COMPARABLE'],
    ['a list where a number is expected', { column: 'neighbours' }, {}, 'FAIL'],
  ])('says of %s what it is worth', (_, figure, more, verdict) => {
    expect(only(figure, row(more)).verdict).toBe(verdict);
  });

  it.each<[number[], string, RegExp]>([
    [[4, 2, 9], 'PASS', /^all 3, in the same order$/],
    [[4, 9, 2], 'NEAR', /^the same 3, in another order$/],
    [[4, 2, 8], 'FAIL', /^2 of 3; at place 3 8 instead of 9$/],
    [[4, 2], 'FAIL', /^2 of 3; at place 3 undefined instead of 9$/],
  ])('holds the list %j to order', (neighbours, verdict, why) => {
    const compared = only({ column: 'neighbours', value: [4, 2, 9] }, row({ neighbours }));
    expect(compared).toMatchObject({ verdict, why: expect.stringMatching(why), measured: neighbours });
  });

  it('is held against every backend but the one that does nothing, and against no other question', () => {
    const rows = [row(), row({ backend: 'tfjs' }), row({ backend: 'null' }), row({ metric: 'dot' })];
    expect(compareExpected(declared({}), 'quick', rows).map(({ backend }) => backend)).toEqual([
      'ts',
      'tfjs',
    ]);
    expect(compareExpected(declared({ size: 'full' }), 'quick', rows)).toEqual([]);
    expect(only({ where: { metric: 'l1' } }, ...rows)).toMatchObject({
      backend: null,
      verdict: 'NOT COMPARABLE',
    });
  });
});

describe('the document of an experiment', () => {
  const run = { exitCode: 0, verdict: 'ok' } as RunDocument;
  const figure = declared({});
  const codeOf = (document: RunDocument, measured: number) => {
    const compared = compareExpected(figure, 'quick', [row({ medianMs: measured })]);
    const { exitCode, verdict } = experimentDocumentOf(document, figure, 'quick', compared);
    return [exitCode, verdict];
  };

  it('hands on what is to be known of the source', () => {
    const noted = { ...figure, notes: ['its own table says otherwise'] };
    expect(experimentDocumentOf(run, noted, 'quick', []).experiment.notes).toEqual(noted.notes);
    expect(figure.notes).toEqual([]);
  });

  it('ends with 1 when a figure fails, unless the run ended worse', () => {
    expect(codeOf(run, 100)).toEqual([0, 'ok']);
    expect(codeOf(run, 101)).toEqual([1, 'failed']);
    expect(codeOf({ ...run, exitCode: 98, verdict: 'wrong' }, 101)).toEqual([98, 'wrong']);
    expect(codeOf({ ...run, exitCode: 130, verdict: 'interrupted' }, 100)).toEqual([130, 'interrupted']);
  });
});
