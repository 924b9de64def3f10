import { describe, expect, it } from 'vitest';
import { groupsOf, roundOrder } from '../../src/harness/order.js';
import { fakeCell } from './fake-suite.js';

describe('groupsOf', () => {
  it('gathers cells of a group that the plan scatters, in the order of the plan', () => {
    const cells = [
      fakeCell('a', 'g'),
      fakeCell('a', 'h'),
      fakeCell('b', 'g'),
      fakeCell('c', 'i'),
      fakeCell('b', 'h'),
    ];
    expect(groupsOf(cells).map((group) => group.map(({ id }) => id))).toEqual([
      ['g/a', 'g/b'],
      ['h/a', 'h/b'],
      ['i/c'],
    ]);
  });

  it('of no cells are none', () => {
    expect(groupsOf([])).toEqual([]);
  });
});

describe('roundOrder', () => {
  it('is reversed in every other round, so that each goes first as often as last', () => {
    const items = ['a', 'b', 'c'];
    expect([0, 1, 2, 3].map((round) => roundOrder(items, round).join(''))).toEqual([
      'abc',
      'cba',
      'abc',
      'cba',
    ]);
    expect(items).toEqual(['a', 'b', 'c']);
  });
});
