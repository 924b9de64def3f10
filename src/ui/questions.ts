import { tellValue } from '../results/display/value.js';
import type { CellSummary } from '../results/events.js';
import type { RunState } from '../results/run-state.js';

export interface Questions {
  /** What all questions share, such as `mnist-784 · D 784 · k 10`. */
  readonly common: string;
  /** What tells each question from the others, such as `l2 · N 4,000`, by group; empty when there is only one. */
  readonly own: ReadonlyMap<string, string>;
}

const SEPARATOR = ' · ';

/** Splits the parameters of a run's groups into what is said once and what is said of each. */
export function questionsOf({ run }: Pick<RunState, 'run'>): Questions {
  const first = new Map<string, CellSummary>();
  for (const cell of run?.cells ?? []) if (!first.has(cell.group)) first.set(cell.group, cell);
  const asked = [...first.values()];
  const told = (run?.columns ?? []).filter(
    ({ role, name, ofSubject }) =>
      role === 'parameter' && ofSubject !== true && asked.every(({ parameters }) => name in parameters),
  );
  const differs = (name: string) => new Set(asked.map(({ parameters }) => parameters[name])).size > 1;
  const tell = ({ parameters }: CellSummary, differing: boolean) =>
    told
      .filter(({ name }) => differs(name) === differing && parameters[name] !== null)
      // What goes without saying, unless somebody differs in it.
      .filter(({ name, usual }) => differing || usual === undefined || parameters[name] !== usual)
      .map((column) => tellValue(parameters, column))
      .join(SEPARATOR);
  const own = asked.map((cell) => tell(cell, true));
  // Where the parameters do not tell the groups apart, the suite's own words do.
  const apart = new Set(own).size === asked.length;
  return {
    common: asked[0] === undefined ? '' : tell(asked[0], false),
    own: new Map(asked.map((cell, at) => [cell.group, apart ? (own[at] ?? '') : cell.label])),
  };
}
