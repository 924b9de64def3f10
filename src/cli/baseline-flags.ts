import { Flags } from '@oclif/core';

export const BASELINES_FLAG = {
  out: Flags.string({
    description: 'Folder that holds the baselines',
    default: 'results/baselines',
    helpValue: 'DIR',
  }),
};
