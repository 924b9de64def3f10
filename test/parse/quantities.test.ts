import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import {
  parseBytes,
  parseDurationMs,
  parsePositiveInteger,
  parsePositiveIntegers,
  parseShare,
} from '../../src/parse/quantities.js';

describe('parseBytes', () => {
  it.each([
    ['4096', 4096],
    ['1B', 1],
    ['1kB', 1000],
    ['1.5GB', 1_500_000_000],
    ['512MiB', 512 * 2 ** 20],
    ['512 mib', 512 * 2 ** 20],
    [' 2GiB ', 2 ** 31],
    ['1.5KiB', 1536],
  ])('reads %j as %i', (text, bytes) => {
    expect(parseBytes('--memory', text)).toBe(bytes);
  });
});

describe('parseDurationMs', () => {
  it.each([
    ['10s', 10_000],
    ['10', 10_000],
    ['500ms', 500],
    ['2m', 120_000],
    ['2min', 120_000],
    ['1.5h', 5_400_000],
    ['30d', 2_592_000_000],
    ['0.5S', 500],
  ])('reads %j as %i ms', (text, ms) => {
    expect(parseDurationMs('--time', text)).toBe(ms);
  });
});

describe('parseShare', () => {
  it.each([
    ['2%', 0.02],
    ['0.02', 0.02],
    ['12.5%', 0.125],
    ['99.9%', 0.999],
  ])('reads %j as %f', (text, share) => {
    expect(parseShare('--interval', text)).toBeCloseTo(share, 12);
  });
});

describe('parsePositiveIntegers', () => {
  it.each([
    ['10', [10]],
    ['4000,40000', [4000, 40_000]],
    ['1:5', [1, 2, 3, 4, 5]],
    ['1:101:50', [1, 51, 101]],
    ['1:10:4', [1, 5, 9]],
    ['7:7', [7]],
    ['5,1:3,2', [5, 1, 2, 3]],
    ['3,3', [3]],
  ])('reads %j as %j', (text, values) => {
    expect(parsePositiveIntegers('--k', text)).toEqual(values);
  });
});

describe('a bad quantity', () => {
  const parsers = { parseBytes, parseDurationMs, parseShare, parsePositiveInteger, parsePositiveIntegers };
  type Case = readonly [parser: keyof typeof parsers, text: string];
  const cases: Case[] = [
    ...['', 'x', '-1', '0', '1e9', '5 PB', '12MiBs', '0.3', 'Infinity', '9'.repeat(400), '9e15GB'].map(
      (text): Case => ['parseBytes', text],
    ),
    ...['', '0s', '-5s', 's', '5 days', '1:30', 'NaN', '9'.repeat(400)].map(
      (text): Case => ['parseDurationMs', text],
    ),
    ...['', '0', '1', '100%', '0%', '-2%', 'half', '2 percent', '%'].map(
      (text): Case => ['parseShare', text],
    ),
    ...['', '0', '-3', '1.5', 'ten', '1e20', '9007199254740993', 'NaN'].map(
      (text): Case => ['parsePositiveInteger', text],
    ),
    ...['', '0', '1,', ',1', '1,0', '5:1', '1:5:0', '1:2:3:4', '1:', ':5', '1:x', '1:9007199254740991'].map(
      (text): Case => ['parsePositiveIntegers', text],
    ),
  ];

  it.each(cases)('%s refuses %j in one line that names the flag and the value', (parser, text) => {
    let refusal: unknown;
    try {
      parsers[parser]('--flag', text);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(UsageError);
    const { message, exitCode } = refusal as UsageError;
    expect(exitCode).toBe(2);
    expect(message).toMatch(/^expected --flag to /);
    expect(message).not.toContain('\n');
    // Of a list, the word at fault.
    const words = [text, ...text.split(/[,:]/), ...text.split(',')];
    expect(words.some((word) => message.includes(`got "${word}"`))).toBe(true);
  });

  it('of a range that would fill the memory says how many values it names', () => {
    expect(() => parsePositiveIntegers('--n', '1:1000000')).toThrow(
      'expected --n to name at most 10000 values; got "1:1000000", which is 1000000',
    );
    expect(parsePositiveIntegers('--n', '1:10000')).toHaveLength(10_000);
  });
});
