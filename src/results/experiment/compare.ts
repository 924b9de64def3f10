import { z } from 'zod';
import { SUBJECT_NAMES } from '../display/subject.js';
import type { Status } from '../status.js';
import type { Checked, Expectation, Experiment, Size } from './experiment.js';

export const COMPARISON_VERDICTS = ['PASS', 'NEAR', 'FAIL', 'NOT COMPARABLE'] as const;

const figure = z.union([z.number(), z.array(z.int())]);

/** One expected figure beside one that was measured. */
export const comparison = z.strictObject({
  name: z.string(),
  origin: z.enum(['published', 'golden']),
  /** Who says so. */
  source: z.string(),
  column: z.string(),
  unit: z.string(),
  /** Who answered; null where nobody did. */
  backend: z.string().nullable(),
  expected: figure,
  measured: figure.nullable(),
  verdict: z.enum(COMPARISON_VERDICTS),
  why: z.string(),
});

export type Comparison = z.infer<typeof comparison>;
/** A row as the document has it. */
type Row = Readonly<Record<string, unknown>>;
type Judgement = Pick<Comparison, 'verdict' | 'why'>;

/** Statuses of rows that say nothing of who answered. */
const UNMEASURED: readonly string[] = ['unavailable', 'skipped', 'interrupted', 'invalid'] satisfies Status[];

/** Holds the figures expected of this size, all or those of the paper, against every row that they are about. */
export function compareExpected(
  { expected, source }: Experiment,
  size: Size,
  rows: readonly Row[],
  checked: Checked = 'all',
): Comparison[] {
  return expected
    .filter((figure) => isOfSize(figure, size) && (checked === 'all' || figure.origin === 'published'))
    .flatMap((figure) => compareOne(figure, sourceOf(figure, source), rows));
}

/** A golden figure is this project's own, whatever the experiment follows. */
function sourceOf({ origin, source }: Expectation, experiment: string): string {
  return source ?? (origin === 'golden' ? 'this project' : experiment);
}

/** Whether a figure is expected of runs of this size. */
export function isOfSize({ size: expected }: Pick<Expectation, 'size'>, size: Size): boolean {
  return expected === size || expected === 'any';
}

function compareOne(expectation: Expectation, source: string, rows: readonly Row[]): Comparison[] {
  const { name, origin, column, unit, where, value } = expectation;
  const common = { name, origin, source, column, unit, expected: value };
  const fits = (row: Row) =>
    row.backend !== 'null' && Object.entries(where).every(([key, wanted]) => row[key] === wanted);
  const about = rows.filter(fits);
  if (about.length === 0) {
    const why = 'nothing that was run is what this is about';
    return [{ ...common, backend: null, measured: null, verdict: 'NOT COMPARABLE', why }];
  }
  return about.map((row) => {
    const measured = figureOf(row[column]);
    return { ...common, backend: subjectOf(row), measured, ...judge(expectation, row, measured) };
  });
}

/** Who answered, as the row says it. */
function subjectOf(row: Row): string {
  const name = SUBJECT_NAMES.find((candidate) => typeof row[candidate] === 'string');
  return name === undefined ? '' : String(row[name]);
}

function figureOf(value: unknown): Comparison['measured'] {
  const read = figure.safeParse(value);
  return read.success ? read.data : null;
}

function judge(expectation: Expectation, row: Row, measured: Comparison['measured']): Judgement {
  const said = typeof row.reason !== 'string' ? '' : `: ${row.reason}`;
  if (typeof row.status === 'string' && UNMEASURED.includes(row.status)) {
    return { verdict: 'NOT COMPARABLE', why: `${row.status}${said}` };
  }
  if (row.status !== 'ok') return { verdict: 'FAIL', why: `${row.status}${said}` };
  if (expectation.notComparable !== undefined) {
    return { verdict: 'NOT COMPARABLE', why: expectation.notComparable };
  }
  if (measured === null) return { verdict: 'FAIL', why: `the row has no ${expectation.column}` };
  const { value } = expectation;
  if (Array.isArray(value)) {
    return Array.isArray(measured) ? judgeList(value, measured) : { verdict: 'FAIL', why: 'no list' };
  }
  return Array.isArray(measured)
    ? { verdict: 'FAIL', why: 'no number' }
    : judgeNumber(expectation, value, measured);
}

function judgeList(expected: readonly number[], measured: readonly number[]): Judgement {
  const length = Math.max(expected.length, measured.length);
  const differs = Array.from({ length }, (_, i) => i).find((i) => expected[i] !== measured[i]);
  if (differs === undefined) return { verdict: 'PASS', why: `all ${length}, in the same order` };
  const known = new Set(expected);
  const shared = measured.filter((id) => known.has(id)).length;
  if (shared === length) return { verdict: 'NEAR', why: `the same ${length}, in another order` };
  return {
    verdict: 'FAIL',
    why: `${shared} of ${length}; at place ${differs + 1} ${measured[differs]} instead of ${expected[differs]}`,
  };
}

function judgeNumber({ bound, tolerance, near }: Expectation, expected: number, measured: number): Judgement {
  const difference = measured - expected;
  const missed =
    (bound === 'at-least' && difference >= 0) || (bound === 'at-most' && difference <= 0)
      ? 0
      : Math.abs(difference) / Math.max(Math.abs(expected), Number.MIN_VALUE);
  if (missed === 0) return { verdict: 'PASS', why: bound === 'equal' ? 'the same' : `${bound} holds` };
  const why = `off by ${missed.toExponential(1)} relative, ${tolerance} allowed`;
  if (missed <= tolerance) return { verdict: 'PASS', why };
  return { verdict: missed <= (near ?? tolerance) ? 'NEAR' : 'FAIL', why };
}
