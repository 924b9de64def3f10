import type { ColumnDeclaration } from '../../results/columns.js';
import { fitColumns } from '../../results/display/fit-columns.js';
import type { Publication } from './publication.js';

/** Characters of footnotesize, and between columns, that a line of LaTeX's `article` holds. */
const LINE_CHARS = 82;
const GAP_CHARS = 3;

/** Percentiles that everybody tells. */
const USUAL: readonly string[] = ['p50Ms', 'p99Ms'];

/**
 * Leaves out of a table what a page is too narrow for: figures that others tell as well. Who answered what stays, and so
 * do the headline and its interval.
 */
export function fitPage(publication: Publication, declared: readonly ColumnDeclaration[]): Publication {
  const rows = publication.groups.flat();
  const sized = publication.columns.map((column, at) => ({
    column,
    at,
    rank: rankOf(column.name, declared),
    width: Math.max(column.heading.length, ...rows.map(({ cells }) => cells[at]?.text.length ?? 0)),
  }));
  const kept = new Set(fitColumns(sized, LINE_CHARS, GAP_CHARS).map(({ at }) => at));
  const stays = (_: unknown, at: number) => kept.has(at);
  return {
    ...publication,
    columns: publication.columns.filter(stays),
    groups: publication.groups.map((group) =>
      group.map(({ row, cells }) => ({ row, cells: cells.filter(stays) })),
    ),
  };
}

/** The larger the sooner it is left out; an interval goes with what it is of. */
function rankOf(name: string, declared: readonly ColumnDeclaration[]): number {
  const headline = declared.find(({ role, interval }) => role === 'metric' && interval !== undefined);
  const own =
    declared.find(({ interval }) => interval?.includes(name)) ??
    declared.find((column) => column.name === name);
  if (own === undefined || own.role !== 'metric' || own === headline) return 0;
  if (own.interval !== undefined) return 1;
  if (own.unit === 'x' || USUAL.includes(name)) return 2;
  if (own.unit === 'ms') return 5;
  if (own.unit === '') return own.better === 'none' ? 5 : 3;
  return own.unit === '1/s' ? 4 : 6;
}
