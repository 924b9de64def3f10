import type { ColumnDeclaration, Row } from '../../results/columns.js';
import type { Align } from '../table.js';

/** A table as a paper or a pull request holds it, before it is Markdown, LaTeX or HTML. */
export interface Publication {
  /** One phrase. */
  readonly title: string;
  /** What holds for every row, how often was measured and on what host; a sentence each, without full stops. */
  readonly caption: readonly string[];
  readonly columns: readonly PublishedColumn[];
  /** Rows of one question stand together. */
  readonly groups: readonly (readonly PublishedRow[])[];
  /** Why rows have no figures. */
  readonly notes: readonly string[];
}

export interface PublishedColumn {
  /** Name of the declared column. */
  readonly name: string;
  /** With the unit, where its figures have one: `median (ms)`. */
  readonly heading: string;
  readonly align: Align;
}

export interface PublishedRow {
  /** The measured row, as it was. */
  readonly row: Row;
  /** One for each column. */
  readonly cells: readonly PublishedCell[];
}

export interface PublishedCell {
  readonly text: string;
  readonly isBest: boolean;
}

/** A measured run, as far as its tables and plots need it. */
export interface PublishedRun {
  readonly runId: string;
  readonly suite: string;
  readonly columns: readonly ColumnDeclaration[];
  readonly rows: readonly Row[];
  /** Where it was measured, as it stands in captions. */
  readonly host: string;
  /** What the run was stopped by, or undefined where it ended. */
  readonly partial: boolean;
}
