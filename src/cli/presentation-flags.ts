import { Flags } from '@oclif/core';

/** How a command that measures tells how it goes. */
export const UI_FLAG = Flags.string({
  description: 'Progress on stderr: auto, live, plain or none',
  default: 'auto',
  helpValue: 'UI',
});

/** Flags of commands that keep a run and print its rows. */
export const PRESENTATION_FLAGS = {
  format: Flags.string({
    description: 'What goes to stdout: table, csv, markdown or ndjson (the events)',
    default: 'table',
    helpValue: 'FORMAT',
  }),
  out: Flags.string({ description: 'Folder of the runs', default: 'results/runs', helpValue: 'DIR' }),
  ui: UI_FLAG,
};
