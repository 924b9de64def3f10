import { UsageError } from '../../errors.js';
import { parseChoices } from '../../parse/choices.js';
import { splitLatency } from '../../scheduling/nexus/query/split-latency.js';
import { splitLatencyAsReleased } from '../../scheduling/nexus/query/split-latency-as-released.js';
import {
  FIGURE_4_SEGMENTS,
  FIGURE_4_SLO_MS,
  figure4,
  figure4Gpus,
} from '../../scheduling/nexus/query/worked-example.js';
import type { ComputedCell, ComputedSuite, Grid } from '../computed.js';
import { GridFlags } from '../grid-flags.js';
import { SPLIT_COLUMNS } from './columns.js';

/** Fixed splits, and those that dynamic programming finds. */
const SPLITS = ['40/60', '50/50', '60/40', 'paper', 'released'] as const;
type Split = (typeof SPLITS)[number];

/** The worked example of Nexus: two models share 100 ms, and the second gets more or fewer requests than the first. */
export const suite: ComputedSuite = {
  name: 'nexus-split',
  columns: SPLIT_COLUMNS,
  async cells(grid: Grid) {
    const flags = new GridFlags('nexus-split', grid, ['gamma', 'split']);
    const splits = parseChoices('split', flags.text('split', 'all'), SPLITS);
    return flags
      .text('gamma', '0.1,1,10')
      .split(',')
      .flatMap((text) => splits.map((split) => cellOf(parseGamma(text), split)));
  },
};

function parseGamma(text: string): number {
  const gamma = Number(text);
  if (gamma > 0 && gamma < Number.POSITIVE_INFINITY) return gamma;
  throw new UsageError(`expected gamma to be a number above 0, such as 0.1,1,10; got "${text}"`);
}

function cellOf(gamma: number, split: Split): ComputedCell {
  return {
    id: `gamma${gamma}-${split.replace('/', '-')}`,
    subject: split,
    label: `${split} of X/Y for gamma ${gamma}`,
    parameters: { gamma, split },
    async compute() {
      const { xMs, yMs, gpus } = solve(gamma, split);
      return { status: 'ok', xMs, yMs, throughputRps: 1 / gpus };
    },
  };
}

function solve(gamma: number, split: Split) {
  if (split !== 'paper' && split !== 'released') {
    const xMs = Number(split.split('/')[0]);
    return { xMs, yMs: FIGURE_4_SLO_MS - xMs, gpus: figure4Gpus(gamma, xMs) };
  }
  const find = split === 'paper' ? splitLatency : splitLatencyAsReleased;
  const { gpus, budgets } = find(figure4(gamma), FIGURE_4_SEGMENTS);
  const [x, y] = budgets;
  return { xMs: x?.sloMs ?? null, yMs: y?.sloMs ?? null, gpus };
}
