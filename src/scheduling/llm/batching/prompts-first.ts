import type { Iteration } from '../iteration.js';
import { Draft, type ServerState } from './draft.js';

/**
 * Whole prompts as long as there is room for one, and generation only when there is none: it stalls while prompts come
 * (vLLM before V1, without chunking; what Sarathi-Serve calls prefill-prioritising).
 */
export function promptsFirstIteration(state: ServerState): Iteration {
  const prompts = new Draft(state);
  for (let head = prompts.newcomer; head !== undefined; head = prompts.newcomer) {
    const fits = prompts.isEmpty || head.pending <= prompts.left;
    if (!fits || !prompts.hasRoomFor(head.pending)) break;
    prompts.admit(head);
    if (!prompts.advance(head, head.pending)) break;
  }
  if (!prompts.isEmpty) return prompts.finish();
  const generation = new Draft(state);
  for (const sequence of [...state.running]) {
    if (generation.left <= 0) break;
    if (!state.running.includes(sequence) || sequence.isEnding) continue;
    generation.advance(sequence, 1);
  }
  return generation.finish();
}
