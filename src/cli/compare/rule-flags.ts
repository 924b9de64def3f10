import { Flags } from '@oclif/core';
import { DEFAULT_RULES } from '../../results/comparison/rules.js';

const percent = (share: number) => `${share * 100}%`;

/** Flags of every command that judges. */
export const RULE_FLAGS = {
  threshold: Flags.string({
    description: 'The difference that you mind; a larger noise floor of this host takes its place',
    default: percent(DEFAULT_RULES.threshold),
    helpValue: '5%',
  }),
  alpha: Flags.string({
    description: 'How often a suite in which nothing changed may be called changed',
    default: percent(DEFAULT_RULES.alpha),
    helpValue: '5%',
  }),
  format: Flags.string({
    description: 'What goes to stdout: table, md, csv or json',
    default: 'table',
    helpValue: 'FORMAT',
  }),
};
