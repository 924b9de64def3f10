import { DataError } from '../../errors.js';

/** What is wrong with a file's content, told in one line. */
export interface Damage {
  readonly path: string;
  /** Byte offset, where the format lets one say it. */
  readonly offset?: number;
  readonly expected: string;
  readonly got: string;
  /** A sentence: how to mend it. */
  readonly mend: string;
}

/** A file that cannot be read as what it claims to be. */
export class DamagedFileError extends DataError {
  constructor(
    readonly damage: Damage,
    options?: ErrorOptions,
  ) {
    const { path, offset, expected, got, mend } = damage;
    const where = offset === undefined ? '' : `at byte ${offset} `;
    super(`${path}: ${where}expected ${expected}, got ${got}. ${mend}`, 'damaged-file', options);
  }
}

/** Refuses a NaN or an infinity. */
export function nonFiniteDamage(
  path: string,
  row: number,
  column: number,
  value: number | string,
  offset?: number,
): DamagedFileError {
  return new DamagedFileError({
    path,
    ...(offset === undefined ? {} : { offset }),
    expected: `a finite number in row ${row}, column ${column}`,
    got: String(value),
    mend: 'Drop or repair that row: no order of neighbours is defined for it.',
  });
}

/** The message of whatever was thrown, on one line. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
}
