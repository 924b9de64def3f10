import type { Row } from '../results/columns.js';
import { formatCount } from '../results/display/quantity.js';
import type { CellSummary, Sample } from '../results/events.js';
import type { RecordedRun } from '../results/recorded-run.js';
import { BASE_SUBJECT } from '../results/speedup.js';
import { type Crossover, findCrossover } from '../stats/crossover.js';

/** Where one backend overtakes `ts` at one question. */
export interface CrossoverQuestion {
  /** `tfjs (wasm)`. */
  readonly subject: string;
  /** `l2, 1,000 pairs`. */
  readonly question: string;
  /** The parameter that is the size. */
  readonly against: string;
  readonly whole: Crossover;
  /** Of the rounds less what the backend timed as transfer; absent where it timed none. */
  readonly withoutTransfer?: Crossover;
}

/** Answers to one question, `against` aside, by one subject. */
interface Line {
  readonly subject: string;
  readonly question: string;
  readonly bySize: Map<number, readonly Sample[]>;
}

/** Every backend against `ts`, in the order of the plan, over the sizes at which both answered rightly. */
export function crossoversIn(run: RecordedRun, against: string): CrossoverQuestion[] {
  const lines = linesOf(run, against);
  return lines
    .filter(({ subject }) => subject !== BASE_SUBJECT)
    .flatMap((line) => {
      const base = lines.find(
        ({ subject, question }) => subject === BASE_SUBJECT && question === line.question,
      );
      if (base === undefined) return [];
      const whole = crossing(base, line, wholeMs);
      if (whole === undefined) return [];
      const { subject, question } = line;
      const transfers = [...line.bySize.values()].flat().some(({ parts }) => parts.load > 0);
      const bare = transfers ? crossing(base, line, withoutTransferMs) : undefined;
      const withoutTransfer = bare === undefined ? {} : { withoutTransfer: bare };
      return [{ subject, question, against, whole, ...withoutTransfer }];
    });
}

function wholeMs({ ms }: Sample): number {
  return ms;
}

function withoutTransferMs({ ms, parts }: Sample): number {
  return Math.max(0, ms - parts.load);
}

function crossing(base: Line, other: Line, otherMs: (sample: Sample) => number): Crossover | undefined {
  return findCrossover(
    [...other.bySize].flatMap(([size, samples]) => {
      const baseSamples = base.bySize.get(size);
      if (baseSamples === undefined) return [];
      return [{ size, baseMs: baseSamples.map(wholeMs), otherMs: samples.map(otherMs) }];
    }),
  );
}

function linesOf(run: RecordedRun, against: string): Line[] {
  const questions = questionsOf(run.started.cells, against);
  const lines = new Map<string, Line>();
  for (const cell of run.started.cells) {
    const samples = run.samples.get(cell.id) ?? [];
    const size = cell.parameters[against];
    const right = run.statuses.get(cell.id) === 'ok' && samples.every(({ check }) => check === 'pass');
    if (!right || samples.length === 0 || typeof size !== 'number') continue;
    const subject = subjectOf(run, cell);
    const question = questions.get(cell.id) ?? '';
    const key = JSON.stringify([subject, question]);
    const line = lines.get(key) ?? { subject, question, bySize: new Map() };
    line.bySize.set(size, samples);
    lines.set(key, line);
  }
  return [...lines.values()];
}

function subjectOf(run: RecordedRun, { id, subject }: CellSummary): string {
  const engine = run.opened.get(id)?.engine;
  return subject === BASE_SUBJECT || engine === undefined || engine === subject
    ? subject
    : `${subject} (${engine})`;
}

/** Parameters that a question always tells. */
const ALWAYS_TOLD: readonly string[] = ['metric', 'pairs'];

/** Each cell's question without its size: the metric and the pairs, and what else tells cells of equal ones apart. */
function questionsOf(cells: readonly CellSummary[], against: string): Map<string, string> {
  const names = Object.keys(cells[0]?.parameters ?? {}).filter((name) => name !== against);
  const usual = (cell: CellSummary) => JSON.stringify(ALWAYS_TOLD.map((name) => cell.parameters[name]));
  const varies = (name: string, alike: string) =>
    new Set(cells.filter((cell) => usual(cell) === alike).map(({ parameters }) => parameters[name])).size > 1;
  const toldOf = new Map<string, readonly string[]>();
  return new Map(
    cells.map((cell) => {
      const alike = usual(cell);
      const told =
        toldOf.get(alike) ?? names.filter((name) => ALWAYS_TOLD.includes(name) || varies(name, alike));
      toldOf.set(alike, told);
      return [cell.id, told.flatMap((name) => inWords(name, cell.parameters[name] ?? null)).join(', ')];
    }),
  );
}

function inWords(name: string, value: Row[string]): string[] {
  if (value === null) return [];
  if (typeof value !== 'number') return [String(value)];
  return [`${formatCount(value)} ${value === 1 ? name.replace(/s$/, '') : name}`];
}
