import { UsageError } from '../errors.js';

const BYTE_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

const SECONDS: Readonly<Record<string, number>> = {
  ms: 1e-3,
  s: 1,
  '': 1,
  m: 60,
  min: 60,
  h: 3600,
  d: 86_400,
};

function scaled(
  flag: string,
  text: string,
  units: Readonly<Record<string, number>>,
  example: string,
): number {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const factor = match ? units[(match[2] ?? '').toLowerCase()] : undefined;
  const value = match && factor !== undefined ? Number(match[1]) * factor : Number.NaN;
  if (!(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new UsageError(`expected ${flag} to be a positive quantity such as ${example}; got "${text}"`);
  return value;
}

/** `512MiB`, `1.5GB`, `4096`. */
export function parseBytes(flag: string, text: string): number {
  const bytes = Math.floor(scaled(flag, text, BYTE_UNITS, '512MiB'));
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new UsageError(`expected ${flag} to be at least one byte, such as 512MiB; got "${text}"`);
}

/** `10s`, `500ms`, `2m`, in milliseconds. A bare number is seconds. */
export function parseDurationMs(flag: string, text: string): number {
  return scaled(flag, text, SECONDS, '10s') * 1000;
}

/** `2%` or `0.02`. */
export function parseShare(flag: string, text: string): number {
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (!(value > 0 && value < 1)) {
    throw new UsageError(`expected ${flag} to be a share between 0 and 100 %, such as 2%; got "${text}"`);
  }
  return value;
}

export function parsePositiveInteger(flag: string, text: string): number {
  return parseInteger(flag, text, 1);
}

/** A whole number of at least `least`. */
export function parseInteger(flag: string, text: string, least: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`expected ${flag} to be a whole number of at least ${least}; got "${text}"`);
  }
  return value;
}

/** Each value is a cell at least: more is a slip of the keyboard. */
const MOST_VALUES = 10_000;

/** `4000,40000`, or a range `start:stop:step` with both ends included. */
export function parsePositiveIntegers(flag: string, text: string): number[] {
  const values = text.split(',').flatMap((word) => {
    const [start, stop, step, ...rest] = word.split(':').map((part) => parsePositiveInteger(flag, part));
    if (start === undefined || stop === undefined) return start === undefined ? [] : [start];
    if (stop < start || rest.length > 0) {
      throw new UsageError(
        `expected ${flag} to be a list such as 1,10 or a range start:stop:step; got "${word}"`,
      );
    }
    const stride = step ?? 1;
    const length = Math.floor((stop - start) / stride) + 1;
    if (length > MOST_VALUES) {
      throw new UsageError(
        `expected ${flag} to name at most ${MOST_VALUES} values; got "${word}", which is ${length}`,
      );
    }
    return Array.from({ length }, (_, i) => start + i * stride);
  });
  return [...new Set(values)];
}
