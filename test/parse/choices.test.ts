import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/nearest.js';
import { parseChoice, parseChoices } from '../../src/parse/choices.js';

const BACKENDS = ['ts', 'tfjs', 'gpujs', 'null'] as const;
const METRICS = ['l2', 'cosine', 'dot', 'l1'] as const;

describe('nearest', () => {
  it.each([
    ['cosin', 'cosine'],
    ['COSINE', 'cosine'],
    ['consine', 'cosine'],
    ['l3', 'l2'],
    ['dots', 'dot'],
  ])('of %j is %j', (word, choice) => {
    expect(nearest(word, METRICS)).toBe(choice);
  });

  it.each(['', 'xy', 'manhattan', 'zzz'])('of %j is nothing', (word) => {
    expect(nearest(word, METRICS)).toBeUndefined();
  });

  it('of no choices is nothing', () => {
    expect(nearest('l2', [])).toBeUndefined();
  });
});

describe('parseChoice', () => {
  it('takes a choice as it is', () => {
    expect(parseChoice('--backend', 'tfjs', BACKENDS)).toBe('tfjs');
  });

  it('refuses another word with the choices and the nearest one', () => {
    expect(() => parseChoice('--backend', 'gpu', BACKENDS)).toThrow(
      'expected --backend to be one of ts, tfjs, gpujs, null; got "gpu" - did you mean gpujs?',
    );
  });

  it('names no nearest where none is near', () => {
    expect(() => parseChoice('--backend', 'pytorch', BACKENDS)).toThrow(/got "pytorch"$/);
  });
});

describe('parseChoices', () => {
  it.each([
    ['gpujs,ts', ['gpujs', 'ts']],
    [' ts , tfjs', ['ts', 'tfjs']],
    ['ts,ts,tfjs,ts', ['ts', 'tfjs']],
    ['all', ['ts', 'tfjs', 'gpujs', 'null']],
  ])('reads %j as %j', (text, names) => {
    expect(parseChoices('--backend', text, BACKENDS)).toEqual(names);
  });

  it.each([
    ['ts,tjfs', 'got "tjfs" - did you mean tfjs?'],
    ['ts,', 'got ""'],
    ['', 'got ""'],
    ['all,ts', 'got "all"'],
  ])('refuses %j: %s', (text, message) => {
    expect(() => parseChoices('--backend', text, BACKENDS)).toThrow(message);
  });
});
