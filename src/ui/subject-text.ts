import type { CellState } from '../results/run-state.js';

/** Who answers, and by which engine once that is known: `ts`, `tfjs (wasm)`. */
export function subjectText({ summary, opened }: CellState): string {
  const engine = opened?.engine;
  return engine === undefined || engine === summary.subject
    ? summary.subject
    : `${summary.subject} (${engine})`;
}
