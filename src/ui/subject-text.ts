import type { CellState } from '../results/run-state.js';

/** Who answers, how, and by which engine once that is known: `ts`, `tfjs (wasm)`, `native certified (avx2)`. */
export function subjectText({ summary, opened }: CellState): string {
  const { precision = 'full' } = summary.parameters;
  const subject = precision === 'full' ? summary.subject : `${summary.subject} ${precision}`;
  const engine = opened?.engine;
  return engine === undefined || engine === summary.subject ? subject : `${subject} (${engine})`;
}
