import type { Row } from '../results/columns.js';
import { textIn } from '../results/display/headline.js';
import { subjectIn } from '../results/display/subject.js';

/** Who answered a row, how and by which engine: `ts`, `tfjs (wasm)`, `native certified (avx2)`. */
export function subjectLabel(row: Row): string {
  const backend = textIn(row, 'backend') ?? subjectIn(row);
  const precision = textIn(row, 'precision') ?? 'full';
  const engine = textIn(row, 'engine');
  const subject = precision === 'full' ? backend : `${backend} ${precision}`;
  return engine === null || engine === backend ? subject : `${subject} (${engine})`;
}
