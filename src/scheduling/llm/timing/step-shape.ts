import { isDecode, type Slice } from '../iteration.js';
import type { StepShape } from './step-timing.js';

export function stepShape(slices: readonly Slice[]): StepShape {
  let [promptTokens, promptContext, decodes, decodeSum] = [0, 0, 0, 0];
  for (const slice of slices) {
    if (isDecode(slice)) {
      decodes++;
      decodeSum += slice.contextTokens;
    } else {
      promptTokens += slice.tokens;
      promptContext += slice.contextTokens;
    }
  }
  const decodeContext = decodes === 0 ? 0 : decodeSum / decodes;
  return { promptTokens, promptContext, decodes, decodeContext, sequences: slices.length };
}
