import type { CheckReport } from '../suite.js';
import type { Truth } from './truth.js';

/** Checks every distance of an answer; its `maxRelativeError` is the largest there is, within tolerance or not. */
export function checkDistances(answer: Float32Array, truth: Truth): CheckReport {
  const { distances, tolerances, scales } = truth;
  if (answer.length !== distances.length) {
    const reason = `expected ${distances.length} distances, got ${answer.length}`;
    return { check: 'fail', reason, quality: {} };
  }
  let largest = 0;
  let reason: string | undefined;
  for (let at = 0; at < answer.length; at++) {
    const got = answer[at] ?? Number.NaN;
    const exact = distances[at] ?? Number.NaN;
    const error = Math.abs(got - exact);
    // Without a scale nothing but the exact answer is right, and that has no error.
    const relative = error === 0 ? 0 : error / (scales[at] ?? 0);
    if (!(relative <= largest)) largest = relative;
    if (!(error <= (tolerances[at] ?? 0))) {
      reason ??= `distance ${at} is ${exact} in float64, reported as ${got}, off by more than ${tolerances[at]}`;
    }
  }
  const quality = Number.isFinite(largest) ? { maxRelativeError: largest } : {};
  return reason === undefined ? { check: 'pass', quality } : { check: 'fail', reason, quality };
}
