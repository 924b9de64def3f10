/** What a suite says once about each of its columns; every table, plot and verdict reads this and knows no suite. */
export interface ColumnDeclaration {
  /** The key in a row, in JSON and in CSV. */
  readonly name: string;
  /** `parameter`: part of the question; `metric`: measured; `common`: what every suite has. */
  readonly role: 'parameter' | 'metric' | 'common';
  /** Unit for headings, such as `ms` or `GB/s`; empty for counts and names. */
  readonly unit: string;
  /** Which way is better; `none` for what has no better. */
  readonly better: 'lower' | 'higher' | 'none';
  /** Names of the columns that hold this column's interval. */
  readonly interval?: readonly [low: string, high: string];
  /** A parameter swept to trade one metric for another: rows that differ in it compete for one Pareto front. */
  readonly swept?: true;
  /** A parameter of who answers rather than of what is asked: rows that differ in it answer one question. */
  readonly ofSubject?: true;
  /** The value of a parameter that goes without saying. */
  readonly usual?: string;
  /** Short heading for tables. */
  readonly title: string;
}

/** A measured row as JSON: the names are those of the suite's columns. */
export type Row = Readonly<Record<string, string | number | null | readonly number[]>>;
