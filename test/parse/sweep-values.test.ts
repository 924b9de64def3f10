import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import { parseSweep } from '../../src/parse/sweep-values.js';

describe('parseSweep', () => {
  it.each([
    ['1,2,4', [1, 2, 4]],
    ['16:256', [16, 32, 64, 128, 256]],
    ['10:100', [10, 20, 40, 80, 100]],
    ['8:8', [8]],
    ['10:100:30', [10, 40, 70, 100]],
    ['1:4,4,5', [1, 2, 4, 5]],
  ])('reads %s', (text, values) => {
    expect(parseSweep('--ef', text)).toEqual(values);
  });

  it.each([
    ['256:16', /^expected --ef to be a list such as 1,2,4 or a range from small to large.*got "256:16"$/],
    ['0:4', /whole number of at least 1; got "0"/],
    ['a', /whole number of at least 1; got "a"/],
    ['1:', /whole number of at least 1; got ""/],
  ])('refuses %s in one line', (text, message) => {
    expect(() => parseSweep('--ef', text)).toThrow(UsageError);
    expect(() => parseSweep('--ef', text)).toThrow(message);
  });
});
