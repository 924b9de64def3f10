import { parseChoice, parseChoices } from '../../parse/choices.js';
import {
  parseDurationMs,
  parseInteger,
  parsePositiveInteger,
  parsePositiveIntegers,
} from '../../parse/quantities.js';
import { type Pair, pairNamed, pairOf } from '../../scheduling/abacus/pairs.js';
import { ABACUS_POLICIES, type AbacusPolicyName } from '../../scheduling/abacus/policies.js';
import { PAIRS } from '../../scheduling/predictor/read-profiles.js';
import type { Grid } from '../computed.js';
import { GridFlags } from '../grid-flags.js';
import { type PredictorSource, predictorSource } from './predictor-source.js';

/** Names of the flags, which are those of `mls sim abacus`. */
export const ABACUS_FLAGS = [
  'pair',
  'policy',
  'load',
  'queries',
  'slo',
  'seed',
  'errors',
  'predictor',
  'profiles',
  'epochs',
] as const;

/** Pairs of which a row is the mean, and its name. */
export interface PairSet {
  readonly name: string;
  readonly pairs: readonly Pair[];
}

export interface AbacusRequest {
  readonly sets: readonly PairSet[];
  readonly policies: readonly AbacusPolicyName[];
  /** Queries a second, of both models together. */
  readonly loads: readonly number[];
  readonly queries: number;
  /** Undefined: as published for the pair. */
  readonly sloMs: number | undefined;
  readonly seeds: readonly number[];
  /** Whether groups take another time than predicted, as records did. */
  readonly errors: 'measured' | 'none';
  readonly source: PredictorSource;
}

/** @throws UsageError naming the flag that cannot be read; MlsError where the predictor's source cannot be */
export async function abacusRequest(grid: Grid): Promise<AbacusRequest> {
  const flags = new GridFlags('mls sim abacus', grid, ABACUS_FLAGS);
  const slo = flags.optional('slo');
  return {
    sets: pairSets(flags.text('pair', 'all')),
    policies: parseChoices('--policy', flags.text('policy', 'all'), ABACUS_POLICIES),
    loads: parsePositiveIntegers('--load', flags.text('load', '50,100')),
    queries: parsePositiveInteger('--queries', flags.text('queries', '1000')),
    sloMs: slo === undefined ? undefined : parseDurationMs('--slo', slo),
    seeds: flags
      .text('seed', '0')
      .split(',')
      .map((seed) => parseInteger('--seed', seed, 0)),
    errors: parseChoice('--errors', flags.text('errors', 'measured'), ['measured', 'none']),
    source: await predictorSource(flags),
  };
}

/** `resnet152,vgg19` or `resnet152_vgg19`; `each` for a row of every pair, `all` for one row of their mean. */
function pairSets(text: string): PairSet[] {
  const words = text.split(',').map((word) => word.trim());
  const every = PAIRS.map(pairNamed);
  const alone = (pair: Pair): PairSet => ({ name: pair.name, pairs: [pair] });
  const sets: PairSet[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (word === 'all') sets.push({ name: word, pairs: every });
    else if (word === 'each') sets.push(...every.map(alone));
    else if (PAIRS.includes(word)) sets.push(alone(pairNamed(word)));
    else {
      sets.push(alone(pairOf(next === undefined ? [word] : [word, next])));
      at++;
    }
  }
  return sets;
}
