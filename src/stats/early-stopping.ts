import { logChoose } from './kernels/log-gamma.js';

/** Of MLPerf Inference. */
const CONFIDENCE = 0.99;

/**
 * How few queries, of which `over` were slower than a target, show that a share `percentile` of all queries is not: the
 * least n for which so few would come of a slower system with probability 1 - `confidence` at most. It is the early
 * stopping of MLPerf Inference (MLCommons, Inference rules, "Early stopping"; LoadGen, early_stopping.cc).
 * @param over queries over the target, 0 or more
 * @param percentile within (0, 1), such as 0.99
 * @throws RangeError for what is out of range
 */
export function leastQueries(over: number, percentile: number, confidence = CONFIDENCE): number {
  if (!Number.isInteger(over) || over < 0) throw new RangeError(`expected a count of queries, got ${over}`);
  for (const share of [percentile, confidence]) {
    if (!(share > 0 && share < 1)) throw new RangeError(`expected a share between 0 and 1, got ${share}`);
  }
  const shows = (queries: number) => atMost(over, queries, 1 - percentile) <= 1 - confidence;
  let [tooFew, enough] = [over, over + 1];
  while (!shows(enough)) [tooFew, enough] = [enough, 2 * enough];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (shows(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/**
 * How many of `queries` may be over a target that a share `percentile` is to hold.
 * @returns undefined where there are too few to allow any, and so to show it
 */
export function mostOver(queries: number, percentile: number, confidence = CONFIDENCE): number | undefined {
  if (queries < leastQueries(0, percentile, confidence)) return undefined;
  // No more than their expected share can be over.
  let [allowed, tooMany] = [0, Math.ceil(queries * (1 - percentile)) + 1];
  while (tooMany - allowed > 1) {
    const middle = Math.floor((allowed + tooMany) / 2);
    if (leastQueries(middle, percentile, confidence) <= queries) allowed = middle;
    else tooMany = middle;
  }
  return allowed;
}

/** The probability of at most `successes` in `trials` that each succeed with `probability`. */
function atMost(successes: number, trials: number, probability: number): number {
  const odds = (1 - probability) / probability;
  const logLargest =
    logChoose(trials, successes) +
    successes * Math.log(probability) +
    (trials - successes) * Math.log1p(-probability);
  // Summed downwards as shares of the last term, for terms of many trials underflow.
  let [term, sum] = [1, 0];
  for (let k = successes; k >= 0 && term > 0; k--) {
    sum += term;
    term *= (k / (trials - k + 1)) * odds;
    if (term < sum * Number.EPSILON) break;
  }
  return Math.min(1, Math.exp(logLargest + Math.log(sum)));
}
