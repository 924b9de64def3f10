import { workingBytes } from '../shared/engine-memory.js';
import type { EngineTraits } from './runtime.js';

/** Scores are made panel by panel and then joined. */
const SCORE_COPIES = 2;
/** What L1 has at once: queries or repeated rows, differences, their absolute values, the sums. */
const INTERMEDIATE_COPIES = 3;
/** A panel on its way to the engine: framed rows, and the tensor that is transposed. */
const PANEL_COPIES = 2;

/** Bytes that work in progress takes at most beside the blocks; scores and differences are not had at once. */
export function workingBytesOf({ scoreBytes, intermediateBytes, panelBytes }: EngineTraits): number {
  return Math.max(
    SCORE_COPIES * scoreBytes,
    INTERMEDIATE_COPIES * intermediateBytes,
    PANEL_COPIES * panelBytes,
  );
}

/** Traits by which the work is cut as small as a memory budget asks. */
export function traitsWithin(memoryBytes: number | undefined, traits: EngineTraits): EngineTraits {
  const most = workingBytes(workingBytesOf(traits), memoryBytes);
  return {
    ...traits,
    scoreBytes: Math.min(traits.scoreBytes, most / SCORE_COPIES),
    intermediateBytes: Math.min(traits.intermediateBytes, most / INTERMEDIATE_COPIES),
    panelBytes: Math.min(traits.panelBytes, most / PANEL_COPIES),
  };
}
