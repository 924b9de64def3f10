import type { Iteration } from '../iteration.js';
import { mostTokens } from '../llm-request.js';
import { Draft, type ServerState } from './draft.js';

/**
 * Iteration-level batching: whoever has ended makes room at once, and newcomers join the generation of the others with
 * their whole prompt. Memory is reserved for all that a request will hold (Orca, OSDI '22, which reserves for the longest
 * answer that is allowed; here for the real one: "Orca (Oracle)" of the vLLM paper).
 */
export function orcaIteration(state: ServerState): Iteration {
  const draft = new Draft(state);
  generate(draft, state);
  let prompts = 0;
  for (let head = draft.newcomer; head !== undefined && draft.left > 0; head = draft.newcomer) {
    // A prompt that is longer than what is left of the budget comes in with no other.
    if (prompts > 0 && head.pending > draft.left) break;
    if (!draft.hasRoomFor(mostTokens(head.request))) break;
    draft.admitWhole(head);
    if (!draft.advance(head, head.pending)) break;
    prompts++;
  }
  return draft.finish();
}

/**
 * Request-level batching: a batch is filled from the queue, its prompts are computed and then all of it is run until the
 * longest answer is complete; only then comes the next. Kinder than servers that did so (FasterTransformer): a token is
 * out when it is there, and who has ended costs nothing more.
 */
export function staticIteration(state: ServerState): Iteration {
  const draft = new Draft(state);
  if (state.running.length === 0) {
    for (let head = draft.newcomer; head !== undefined; head = draft.newcomer) {
      if (!draft.hasRoomFor(mostTokens(head.request))) break;
      draft.admitWhole(head);
    }
  }
  const prompts = state.running.filter(({ computed }) => computed === 0);
  for (const sequence of prompts) {
    if (!draft.isEmpty && sequence.pending > draft.left) break;
    draft.advance(sequence, sequence.pending);
  }
  if (draft.isEmpty) generate(draft, state);
  return draft.finish();
}

/** A token for each that runs; where there are more of them than the budget has positions, those that came first. */
function generate(draft: Draft, { running }: ServerState): void {
  for (const sequence of running) {
    if (draft.left <= 0) return;
    if (!sequence.isEnding) draft.advance(sequence, sequence.pending);
  }
}
