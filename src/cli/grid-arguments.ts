import type { Experiment } from '../results/experiment/experiment.js';

type Value = Experiment['full'][string];

/** A grid as the arguments of its suite's command, which then says what is wrong with them as it says it to anyone. */
export function gridArguments(grid: Readonly<Record<string, Value | undefined>>): string[] {
  return Object.entries(grid).flatMap(([flag, value]) => {
    if (value === true) return [`--${flag}`];
    if (value === undefined || value === false) return [];
    return [`--${flag}`, Array.isArray(value) ? value.join(',') : String(value)];
  });
}
