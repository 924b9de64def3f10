/** What stands for a value that was not measured. */
export const MISSING = '–';

const TIMES: readonly [unit: string, ms: number][] = [
  ['s', 1e3],
  ['ms', 1],
  ['µs', 1e-3],
  ['ns', 1e-6],
];

const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

const PREFIXES: readonly [string, number][] = [
  ['T', 1e12],
  ['G', 1e9],
  ['M', 1e6],
];

const fixedFormats = new Map<number, Intl.NumberFormat>();

/** Grouped digits with a fixed number of decimals. Making a format costs more than a hundred uses of it. */
function fixedFormat(decimals: number): Intl.NumberFormat {
  const known = fixedFormats.get(decimals);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  fixedFormats.set(decimals, format);
  return format;
}

const GROUPED = fixedFormat(0);

/** `digits` significant digits: `0.0123`, `12.3`, `4,030`, from a million on `19.3M`, from 1e9 on `2.10G`. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return MISSING;
  if (value === 0) return '0';
  const size = Math.abs(Number(value.toPrecision(digits)));
  const prefix = PREFIXES.find(([, least]) => size >= least);
  if (prefix !== undefined) return `${formatNumber(value / prefix[1], digits)}${prefix[0]}`;
  if (size < 1e-4) return value.toExponential(digits - 1);
  return size >= 10 ** (digits - 1) ? GROUPED.format(value) : value.toPrecision(digits);
}

/** How many times one is another: `0.71×`, `1.00×`, `12.3×`. */
export function formatRatio(value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  const text = value >= 0.095 && value < 1 ? value.toFixed(2) : formatNumber(value, value < 0.095 ? 2 : 3);
  return `${text}×`;
}

/** A count, to the last one. */
export function formatCount(value: number): string {
  return Number.isFinite(value) ? GROUPED.format(value) : MISSING;
}

/** A share of one with four decimals, cut and not rounded: only what is complete reads `1.0000`. */
export function formatShare(value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  // 0.29 * 1e4 is 2899.999...: what is lost in the product must not cost a digit.
  return (Math.floor(value * 1e4 + 1e-6) / 1e4).toFixed(4);
}

interface TimeUnit {
  readonly unit: string;
  readonly ms: number;
}

/** The unit in which a time has one to three digits before the point, after rounding to `digits`. */
function timeUnit(ms: number, digits = 4): TimeUnit {
  const rounded = Math.abs(Number(ms.toPrecision(digits)));
  const [unit, scale] =
    TIMES.find(([, least]) => rounded >= least) ?? (rounded === 0 ? ['ms', 1] : ['ns', 1e-6]);
  return { unit, ms: scale };
}

/** `12.34 ms`, `812.3 µs`, `1.234 s`. */
export function formatDuration(ms: number, digits = 4): string {
  if (!Number.isFinite(ms)) return MISSING;
  const { unit, ms: scale } = timeUnit(ms, digits);
  return `${formatNumber(ms / scale, digits)} ${unit}`;
}

/** `[12.10, 12.90]`, in the unit that `formatDuration` gives `centreMs` and with no more decimals. */
export function formatInterval(centreMs: number, lowMs: number, highMs: number, digits = 4): string {
  if (![centreMs, lowMs, highMs].every(Number.isFinite)) return MISSING;
  const { ms: scale } = timeUnit(centreMs, digits);
  const decimals = decimalsOf(formatNumber(centreMs / scale, digits));
  const side = (ms: number) => {
    const own = decimalsOf(formatNumber(ms / scale, digits));
    return fixedFormat(Math.min(own, decimals)).format(ms / scale);
  };
  return `[${side(lowMs)}, ${side(highMs)}]`;
}

function decimalsOf(figure: string): number {
  return figure.split('.')[1]?.length ?? 0;
}

/** `512 B`, `12.3 MiB`. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return MISSING;
  const power = bytes < 1024 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${formatNumber(bytes / 1024 ** power)} ${BYTES[power] ?? 'B'}`;
}

/** An instant in ISO 8601, to the minute: `2026-11-03 12:00`. */
export function formatMinute(instant: string | null): string {
  return instant === null ? MISSING : instant.slice(0, 16).replace('T', ' ');
}

/** Time since the start as a clock shows it: `7s`, `1m 05s`, `2h 03m`. */
export function formatElapsed(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${twoDigits(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h ${twoDigits(Math.floor((whole % 3600) / 60))}m`;
}
