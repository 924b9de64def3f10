import { Args, Flags } from '@oclif/core';
import { DEFAULT_RUNS } from '../../results/run-directory.js';

/** Where runs lie, as `--out` of the commands that make them. */
export const RUNS_FLAG = Flags.string({
  description: 'Folder of the runs, the --out of the commands that made them',
  default: DEFAULT_RUNS,
  helpValue: 'DIR',
});

export const RUN_ARGUMENT = Args.string({
  name: 'run',
  description: "A run's folder, its id, an unambiguous part of its id, or latest",
  required: true,
});
