import { Flags } from '@oclif/core';
import { UI_FLAG } from '../presentation-flags.js';

/** Flags of every benchmark of compute backends. */
export const BENCH_FLAGS = {
  backend: Flags.string({
    description: 'Backends to race (see `mls backends`); by default all that are available',
    helpValue: 'NAME,...',
  }),
  engine: Flags.string({ description: 'Force this engine of the one backend named', helpValue: 'ENGINE' }),
  threads: Flags.string({
    description: 'CPU threads a backend may use; by default all cores',
    helpValue: 'T,...',
  }),
  rounds: Flags.string({
    description: 'Measure exactly this many rounds',
    helpValue: 'R',
    exclusive: ['time', 'interval'],
  }),
  time: Flags.string({
    description: 'Measure each cell at most this long (at least 3 rounds)',
    default: '10s',
    helpValue: '10s',
  }),
  interval: Flags.string({
    description: "Stop a cell when half its interval's width is this share of the median",
    default: '2%',
    helpValue: '2%',
  }),
  stop: Flags.string({
    description:
      'Which interval that is: of the rounds so far (bootstrap), or one that holds however often it is looked at (anytime), which takes more of them',
    default: 'bootstrap',
    helpValue: 'bootstrap|anytime',
    exclusive: ['rounds'],
  }),
  timeout: Flags.string({
    description: 'End a cell whose opening or whose round takes longer',
    default: '10m',
    helpValue: '10m',
  }),
  format: Flags.string({
    description: 'What goes to stdout: table, csv, markdown or ndjson',
    default: 'table',
    helpValue: 'FORMAT',
  }),
  out: Flags.string({ description: 'Folder that holds the runs', default: 'results/runs', helpValue: 'DIR' }),
  ui: UI_FLAG,
  resume: Flags.string({
    description: 'Go on with an earlier run as it was planned: its id, a part of it, or last',
    helpValue: 'RUN',
  }),
  'allow-mixed': Flags.boolean({
    description: 'Resume even though host, versions or code have changed since',
    dependsOn: ['resume'],
  }),
};
