import { describe, expect, it } from 'vitest';
import { servingVerdict } from '../../../src/cli/serving/verdict.js';
import { EXIT } from '../../../src/errors.js';
import { capacitiesOf } from '../../../src/suites/serving/capacity.js';
import type { ServingRow } from '../../../src/suites/serving/row.js';
import { rowAt } from '../../suites/serving/rows.js';

function verdictOf(rows: readonly ServingRow[], sloGiven = true, interruptedBy?: typeof EXIT.interrupted) {
  return servingVerdict(rows, capacitiesOf(rows), { sloGiven, interruptedBy });
}

describe('the verdict of a serving benchmark', () => {
  it('is well where a ramp goes past what a tier holds', () => {
    expect(verdictOf([rowAt(10, 13), rowAt(20, 13)])).toEqual({ verdict: 'ok', exitCode: 0, partial: false });
  });

  it('is missed where a tier holds an SLO that was given at no rate', () => {
    const rows = [rowAt(10, 13), rowAt(10, 5, { tier: 'baseline', policy: 'fifo' })];
    expect(verdictOf(rows)).toMatchObject({ verdict: 'missed', exitCode: EXIT.regression });
    expect(verdictOf(rows, false)).toMatchObject({ verdict: 'ok', exitCode: 0 });
  });

  it('is invalid where the generator was late at a tier, but not where the null tier shows its limit', () => {
    const late = { status: 'invalid', reason: 'late' } as const;
    expect(verdictOf([rowAt(10, 13, late)])).toMatchObject({ verdict: 'invalid', exitCode: EXIT.invalid });
    const limit = rowAt(1000, 900, { ...late, tier: 'null', policy: 'none' });
    expect(verdictOf([limit, rowAt(10, 13)])).toMatchObject({ verdict: 'ok' });
  });

  it('is wrong before all else, and a failure where a tier did not start', () => {
    const wrong = rowAt(10, 13, { status: 'wrong' });
    expect(verdictOf([wrong, rowAt(20, 13, { status: 'failed' })])).toMatchObject({ exitCode: EXIT.wrong });
    expect(verdictOf([rowAt(10, 13), rowAt(10, 13, { status: 'failed' })])).toMatchObject({
      verdict: 'failed',
      exitCode: EXIT.unexpected,
    });
  });

  it('is partial once interrupted, also between two loads', () => {
    expect(verdictOf([rowAt(10, 13)], true, EXIT.interrupted)).toEqual({
      verdict: 'interrupted',
      exitCode: 130,
      partial: true,
    });
  });
});
