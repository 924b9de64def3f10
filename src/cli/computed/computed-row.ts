import { EXIT, MlsError } from '../../errors.js';
import type { ColumnDeclaration, Row } from '../../results/columns.js';
import type { Status } from '../../results/status.js';
import type { ComputedCell } from '../../suites/computed.js';

export type ComputedRow = Row & { readonly status: Status };

/** A cell's row: its parameters and what was computed, every declared column in its order and null where nothing is. */
export function computedRow(
  suite: string,
  { parameters }: ComputedCell,
  computed: ComputedRow,
  columns: readonly ColumnDeclaration[],
): ComputedRow {
  const known: ComputedRow = { suite, check: 'none', ...parameters, ...computed };
  const ordered = Object.fromEntries(columns.map(({ name }) => [name, known[name] ?? null]));
  return { ...ordered, ...known };
}

/** Of a cell that threw: why. */
export function brokenRow(error: unknown): ComputedRow {
  const isUnavailable = error instanceof MlsError && error.exitCode === EXIT.unavailable;
  const reason = error instanceof Error ? error.message : String(error);
  return { status: isUnavailable ? 'unavailable' : 'failed', reason: reason.replaceAll(/\s*\n\s*/g, ' ') };
}
