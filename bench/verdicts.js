// How often the verdicts of compare and gate are wrong, by simulation with a fixed seed (minutes on one core):
//   node bench/verdicts.js [--suites 1000] [--seed 1]
// Equal sides must be called changed in at most alpha of suites; a head 10 % slower must be called regressed in at least
// 95 % of comparisons at the default rounds, where rounds vary by 3 %. Exits 1 where either does not hold.
import { parseArgs } from 'node:util';
import { isMeasuredEnough } from '../dist/harness/stopping.js';
import { COMPARISON_ROUNDS, DEFAULT_RULES } from '../dist/results/comparison/rules.js';
import { verdictRates } from '../dist/results/comparison/verdict-rates.js';
import { NOISE_KINDS } from '../dist/stats/simulated-rounds.js';

const { values } = parseArgs({
  options: { suites: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const suites = Number(values.suites);
const seed = Number(values.seed);
const { alpha } = DEFAULT_RULES;
const FOUND = 0.95;
const SLOWDOWN = 0.1;
const NOISE = 0.03;

const percent = (share) => `${(100 * share).toFixed(1)} %`;
const line = (...columns) =>
  console.log(columns.map((text, at) => String(text).padEnd(at === 0 ? 14 : 12)).join(''));
let failed = false;
const verdict = (holds) => {
  failed ||= !holds;
  return holds ? 'ok' : 'FAILED';
};

console.log(`Equal sides, ${suites} suites each: called changed at most ${percent(alpha)} of the time\n`);
line('noise', 'varies by', 'threshold', 'rounds', 'cells', 'changed', '');
const EQUAL = [
  { noise: NOISE, threshold: DEFAULT_RULES.threshold, rounds: COMPARISON_ROUNDS, cells: 1 },
  { noise: 0.1, threshold: DEFAULT_RULES.threshold, rounds: COMPARISON_ROUNDS, cells: 1 },
  // No threshold at all leaves only the statistics to hold the rate.
  { noise: NOISE, threshold: 0, rounds: 6, cells: 1 },
  { noise: NOISE, threshold: 0, rounds: COMPARISON_ROUNDS, cells: 1 },
  { noise: NOISE, threshold: 0, rounds: 10, cells: 8 },
];
for (const kind of NOISE_KINDS) {
  for (const { noise, threshold, rounds, cells } of EQUAL) {
    const rules = { ...DEFAULT_RULES, threshold };
    const { changed } = verdictRates({ kind, rounds, noise, slowdown: 0, suites, cells, rules, seed });
    const share = changed / suites;
    line(kind, percent(noise), percent(threshold), rounds, cells, percent(share), verdict(share <= alpha));
  }
}

const rules = DEFAULT_RULES;
console.log(
  `\nHead ${percent(SLOWDOWN)} slower, ${suites} comparisons each, rounds vary by ${percent(NOISE)}, threshold ` +
    `${percent(rules.threshold)}: regressed at least ${percent(FOUND)} of the time at ${COMPARISON_ROUNDS} rounds\n`,
);
line('noise', 'rounds', 'regressed', 'same', 'inconcl.', '');
const asked = { noise: NOISE, slowdown: SLOWDOWN, suites, cells: 1, rules, seed };
const share = (count) => percent(count / suites);
for (const kind of NOISE_KINDS) {
  const { verdicts } = verdictRates({ ...asked, kind, rounds: COMPARISON_ROUNDS });
  const { regressed, same, inconclusive } = verdicts;
  const holds = regressed / suites >= FOUND;
  line(kind, COMPARISON_ROUNDS, share(regressed), share(same), share(inconclusive), verdict(holds));
}

console.log(
  '\nFor comparison, runs that stopped as `mls bench` does by default, once half the interval is 2 % of the median:\n',
);
line('noise', 'rounds', 'regressed', 'same', 'inconcl.');
const MOST_ROUNDS = 100;
const rule = { kind: 'tight', halfWidth: 0.02, timeMs: 1e9 };
const stop = (roundsMs) => {
  const places = Array.from({ length: roundsMs.length }, (_, at) => at + 1);
  return places.find((rounds) => isMeasuredEnough(roundsMs.slice(0, rounds), 0, rule)) ?? roundsMs.length;
};
for (const kind of NOISE_KINDS) {
  const { verdicts, meanRounds } = verdictRates({ ...asked, kind, rounds: MOST_ROUNDS, stop });
  const { regressed, same, inconclusive } = verdicts;
  line(kind, meanRounds.toFixed(1), share(regressed), share(same), share(inconclusive));
}
process.exitCode = failed ? 1 : 0;
