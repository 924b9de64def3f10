import { seededUniform } from '../../stats/random.js';
import { type SimulatedRounds, simulateRounds } from '../../stats/simulated-rounds.js';
import type { CellSide, CellVerdict, ComparedCell } from './comparison.js';
import { judgeSuite } from './judge.js';
import type { ComparisonRules } from './rules.js';

export interface SimulatedSuites extends SimulatedRounds {
  readonly suites: number;
  /** Cells of each suite, which are judged together. */
  readonly cells: number;
  readonly rules: ComparisonRules;
  readonly seed: number;
  /** How many of a side's rounds were measured before it stopped; all of them by default. */
  readonly stop?: (roundsMs: readonly number[]) => number;
}

export interface VerdictRates {
  readonly suites: number;
  /** Of cells, how many were called what. */
  readonly verdicts: Readonly<Record<CellVerdict, number>>;
  /** Of suites, how many had a cell that was called regressed or improved. */
  readonly changed: number;
  /** Rounds of a side, on average. */
  readonly meanRounds: number;
}

/** How often the rule says what of simulated suites whose every head cell is slower by the same share. */
export function verdictRates(simulated: SimulatedSuites): VerdictRates {
  const { suites, cells, rules, seed, stop = (roundsMs: readonly number[]) => roundsMs.length } = simulated;
  const uniform = seededUniform(seed);
  const verdicts = { regressed: 0, improved: 0, same: 0, inconclusive: 0, 'not-compared': 0 };
  let [changed, rounds] = [0, 0];
  const measured = (roundsMs: readonly number[]): CellSide => {
    const roundsUntilStop = roundsMs.slice(0, stop(roundsMs));
    rounds += roundsUntilStop.length;
    return { status: 'ok', check: 'pass', roundsMs: roundsUntilStop, quality: {} };
  };
  for (let suite = 0; suite < suites; suite++) {
    const compared = Array.from({ length: cells }, (_, id): ComparedCell => {
      const { baseMs, headMs } = simulateRounds(simulated, uniform);
      return { id: String(id), base: measured(baseMs), head: measured(headMs) };
    });
    const judgement = judgeSuite({
      suite: 'simulated',
      columns: [],
      baseHosts: [],
      headHosts: [],
      clockGrainMs: 1e-6,
      cells: compared,
      rules,
    });
    for (const { verdict } of judgement.cells) verdicts[verdict]++;
    if (judgement.cells.some(({ verdict }) => verdict === 'regressed' || verdict === 'improved')) changed++;
  }
  return { suites, verdicts, changed, meanRounds: rounds / (2 * suites * cells) };
}
