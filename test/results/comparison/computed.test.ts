import { describe, expect, it } from 'vitest';
import type { CellSide, ComparedCell } from '../../../src/results/comparison/comparison.js';
import { judgeSuite } from '../../../src/results/comparison/judge.js';
import { DEFAULT_RULES } from '../../../src/results/comparison/rules.js';
import { SCHEDULING_COLUMNS } from '../../../src/suites/scheduling/columns.js';

const side = (figures: Readonly<Record<string, number>>, status: CellSide['status'] = 'ok'): CellSide => ({
  status,
  check: 'none',
  roundsMs: [],
  quality: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, [value]])),
});

function judge(cell: Omit<ComparedCell, 'id' | 'isComputed'>, threshold = 0.05) {
  const [judgement] = judgeSuite({
    suite: 'scheduling',
    columns: SCHEDULING_COLUMNS,
    baseHosts: [],
    headHosts: [],
    clockGrainMs: 1e-6,
    cells: [{ id: 'symphony-1000', isComputed: true, ...cell }],
    rules: { ...DEFAULT_RULES, threshold },
  }).cells;
  return judgement;
}

const BASE = side({ goodputRps: 1000, p99Ms: 20, dropped: 0, events: 500 });

describe('a cell that is computed', () => {
  it('is the same where its figures are, and where nobody minds the difference', () => {
    const same = { verdict: 'same', reason: { kind: 'no-difference' }, quality: [] };
    expect(judge({ base: BASE, head: BASE })).toMatchObject(same);
    const near = side({ goodputRps: 960, p99Ms: 20.9, dropped: 0, events: 9000 });
    expect(judge({ base: BASE, head: near })).toMatchObject(same);
  });

  it('is worse or better by any figure of which more or less is better, units or not', () => {
    const change = { metric: 'goodputRps', base: 1000, head: 900, direction: 'worse' };
    expect(judge({ base: BASE, head: side({ goodputRps: 900 }) })).toMatchObject({
      verdict: 'regressed',
      reasons: [{ kind: 'quality', change }],
    });
    expect(judge({ base: BASE, head: side({ p99Ms: 10 }) })).toMatchObject({
      verdict: 'improved',
      reasons: [{ kind: 'quality', change: { metric: 'p99Ms', direction: 'better' } }],
    });
    // A loss weighs more than a gain.
    expect(judge({ base: BASE, head: side({ goodputRps: 900, p99Ms: 10 }) })).toMatchObject({
      verdict: 'regressed',
    });
  });

  it('differs as far as its user minds', () => {
    expect(judge({ base: BASE, head: side({ goodputRps: 990 }) }, 0.001)).toMatchObject({
      verdict: 'regressed',
    });
  });

  it('is not compared where a side has none, and has regressed where it broke', () => {
    expect(judge({ base: BASE })).toMatchObject({ verdict: 'not-compared', reason: { kind: 'only-on' } });
    expect(judge({ base: BASE, head: side({}, 'failed') })).toMatchObject({
      verdict: 'regressed',
      reasons: [{ kind: 'no-answer', status: 'failed' }],
    });
  });
});
