import { PythonRandom } from '../../stats/python-random.js';
import type { Gaps } from './arrivals.js';
import { gammaDraws } from './gamma.js';

/** The seed with which the published load tests began each of their rates. */
const PYTHON_SEED = 42;

export interface GapSequence {
  /** The next gap, 1 on average. */
  next(): number;
  /** Whether the first request waits for a gap before it or arrives at once. */
  readonly startsAtOnce: boolean;
}

export function gapSequence(gaps: Gaps): GapSequence {
  switch (gaps.kind) {
    case 'constant':
      return { next: () => 1, startsAtOnce: true };
    case 'poisson': {
      const random = new PythonRandom(gaps.seed);
      return { next: () => random.expovariate(1), startsAtOnce: false };
    }
    case 'gamma': {
      const draw = gammaDraws(gaps.shape, new PythonRandom(gaps.seed));
      return { next: () => draw() / gaps.shape, startsAtOnce: false };
    }
    case 'python': {
      const random = new PythonRandom(PYTHON_SEED);
      return { next: () => random.expovariate(1), startsAtOnce: true };
    }
  }
}
