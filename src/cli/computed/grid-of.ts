import { Flags } from '@oclif/core';

/** Flags of every command that computes. */
export const PRESENTATION_FLAGS = {
  format: Flags.string({
    description: 'What goes to stdout: table, csv, markdown or ndjson (the events)',
    default: 'table',
    helpValue: 'FORMAT',
  }),
  out: Flags.string({ description: 'Folder of the runs', default: 'results/runs', helpValue: 'DIR' }),
  ui: Flags.string({
    description: 'Progress on stderr: auto, live, plain or none',
    default: 'auto',
    helpValue: 'UI',
  }),
};

interface GivenFlags {
  readonly format: string;
  readonly out: string;
  readonly ui: string;
}

/** The flags of a suite, which are its grid, apart from those of the presentation and of every command. */
export function gridOf<F extends GivenFlags>(flags: F) {
  const { format, out, ui, ...others } = flags;
  const grid = Object.fromEntries(
    Object.entries(others).filter(
      (entry): entry is [string, string | boolean | string[]] =>
        entry[1] !== undefined && entry[0] !== 'json' && entry[0] !== 'no-color',
    ),
  );
  return { grid, presentation: { format, out, ui } };
}
