import { describe, expect, it } from 'vitest';
import { PythonRandom } from '../../src/stats/python-random.js';

// Expected values were printed by CPython 3.11.
describe("Python's random.Random", () => {
  it.each([
    [0, 0.8444218515250481, 0.7579544029403025, 0.3638087636943952],
    [42, 0.6394267984578837, 0.025010755222666936, 0.21441604271664372],
    [-42, 0.6394267984578837, 0.025010755222666936, 0.21441604271664372],
    [2 ** 40 + 5, 0.5043802970418443, 0.2686044399723282, 1.7338732304050748],
    [123456789012345678901234567890n, 0.7275084571578186, 0.1595204831720859, 0.00792186426027825],
  ])('starts from seed %s', (seed, first, second, exponential) => {
    const random = new PythonRandom(seed);
    expect(random.random()).toBe(first);
    expect(random.random()).toBe(second);
    expect(random.expovariate(1.5)).toBe(exponential);
  });

  it('chooses as choice() does, among any number of things', () => {
    const random = new PythonRandom(0);
    const letters = Array.from('abcdefg');
    expect(Array.from({ length: 8 }, () => random.choice(letters)).join('')).toBe('gdgdaced');
    expect(random.random()).toBe(0.4049341374504143);
    const other = new PythonRandom(5);
    const numbers = Array.from({ length: 1000 }, (_, i) => i);
    expect([1, 2, 3].map(() => other.choice([1]))).toEqual([1, 1, 1]);
    expect([1, 2, 3, 4].map(() => other.choice(numbers))).toEqual([860, 476, 794, 965]);
  });

  it('draws the gaps between arrivals that a published load test drew', () => {
    const random = new PythonRandom(42);
    let sum = 0;
    for (let i = 0; i < 1000; i++) sum += random.expovariate(1);
    expect(sum).toBe(1055.0548530281792);
  });
});
