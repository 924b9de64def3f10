import { UsageError } from '../errors.js';
import { nearest } from '../nearest.js';
import type { Grid } from './computed.js';

/** Flags as a command or an experiment gives them, as text; what is not known is refused, so that no slip goes unnoticed. */
export class GridFlags {
  readonly #grid: Grid;

  /** @throws UsageError for a flag that is none of `known` */
  constructor(suite: string, grid: Grid, known: readonly string[]) {
    this.#grid = grid;
    const stranger = Object.keys(grid).find((name) => !known.includes(name));
    if (stranger === undefined) return;
    const meant = nearest(stranger, known);
    const hint = meant === undefined ? `it takes ${known.join(', ')}` : `did you mean ${meant}?`;
    throw new UsageError(`expected a flag of ${suite}; got "${stranger}" - ${hint}`);
  }

  /** Undefined where it is not given; a list is joined by commas. */
  optional(name: string): string | undefined {
    const value = this.#grid[name];
    if (value === undefined || value === false) return undefined;
    return typeof value === 'object' ? value.join(',') : String(value);
  }

  text(name: string, otherwise: string): string {
    return this.optional(name) ?? otherwise;
  }

  /** One entry for each time it is given. */
  list(name: string, otherwise: string): readonly string[] {
    const value = this.#grid[name];
    if (value === undefined || value === false) return [otherwise];
    return typeof value === 'object' ? value.map(String) : [String(value)];
  }

  isSet(name: string): boolean {
    const value = this.#grid[name];
    return value !== undefined && value !== false && value !== 'false';
  }
}
