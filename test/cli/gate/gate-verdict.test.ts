import { describe, expect, it } from 'vitest';
import { gateExitCode, gateLine } from '../../../src/cli/gate/gate-verdict.js';
import { JUDGED } from '../../report/verdict/judged.js';

const { judgement } = JUDGED;
const only = (...verdicts: string[]) => ({
  ...judgement,
  cells: judgement.cells.filter(({ verdict }) => verdicts.includes(verdict)),
  fronts: [],
  capacities: [],
});

describe('the exit code of a gate', () => {
  it.each([
    ['a regression beside anything', judgement, 99, 99],
    ['what is the same or better', only('same', 'improved'), 0, 0],
    ['a doubt', only('same', 'inconclusive'), 0, 96],
    ['nothing that could be compared', only('not-compared'), 97, 97],
    ['no cell at all', only(), 97, 97],
  ])('of %s is what the help says, also under --strict', (_, said, code, strictCode) => {
    expect(gateExitCode(said, { strict: false })).toBe(code);
    expect(gateExitCode(said, { strict: true })).toBe(strictCode);
  });

  it('is told with what was counted', () => {
    expect(gateLine(judgement, 99)).toBe(
      'knn: 4 regressed, 1 inconclusive, 3 not compared, 2 improved, 1 same; exit 99',
    );
    expect(gateLine(only(), 97)).toBe('knn: no cells; exit 97');
  });
});
