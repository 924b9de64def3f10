import type { Iteration } from '../iteration.js';
import { Draft, type ServerState } from './draft.js';
import type { Sequence } from './sequence.js';

/**
 * One budget of positions, from which the running sequences are served first, those that generate one each and prompts
 * what is left, and then newcomers with the beginning of theirs (vLLM V1, `Scheduler.schedule`). Nobody comes in while
 * somebody is thrown out, nor before the whole of what he brings has room.
 */
export function chunkedIteration(state: ServerState): Iteration {
  const draft = new Draft(state);
  serve(draft, state.running);
  welcome(draft);
  return draft.finish();
}

/**
 * The same with a smaller budget and with all generation before any prompt, so that no token waits for a prompt longer
 * than that (Sarathi-Serve, OSDI '24: stall-free batching).
 */
export function stallFreeIteration(state: ServerState): Iteration {
  const { chunkTokens, tokenBudget } = state.limits;
  const draft = new Draft(state, Math.min(chunkTokens, tokenBudget));
  const decoding = state.running.filter((sequence) => sequence.isDecoding);
  const prompts = state.running.filter((sequence) => !sequence.isDecoding);
  serve(draft, decoding);
  serve(draft, prompts);
  welcome(draft);
  return draft.finish();
}

function serve(draft: Draft, sequences: readonly Sequence[]): void {
  const { running } = draft.state;
  for (const sequence of [...sequences]) {
    if (draft.left <= 0) return;
    // Thrown out by one before it.
    if (!running.includes(sequence) || sequence.isEnding) continue;
    draft.advance(sequence, Math.min(sequence.pending, draft.left));
  }
}

function welcome(draft: Draft): void {
  if (draft.hasPreempted) return;
  for (let head = draft.newcomer; head !== undefined && draft.left > 0; head = draft.newcomer) {
    if (!draft.hasRoomFor(head.pending)) return;
    draft.admit(head);
    if (!draft.advance(head, Math.min(head.pending, draft.left))) return;
  }
}
