import type { RecordedRequests } from '../../../load/arrivals/azure-trace.js';
import type { LlmRequest } from '../llm-request.js';

/** Requests at planned times with lengths that are drawn. */
export function drawnRequests(
  timesMs: Float64Array,
  promptTokens: () => number,
  outputTokens: () => number,
): LlmRequest[] {
  return Array.from(timesMs, (arrivalMs, id) => requestOf(id, arrivalMs, promptTokens(), outputTokens()));
}

/** Requests of a trace. One without a prompt or an answer is taken to have one token of it. */
export function tracedRequests({ timesMs, contextTokens, generatedTokens }: RecordedRequests): LlmRequest[] {
  return Array.from(timesMs, (arrivalMs, id) =>
    requestOf(id, arrivalMs, Math.max(1, contextTokens[id] ?? 1), Math.max(1, generatedTokens[id] ?? 1)),
  );
}

function requestOf(id: number, arrivalMs: number, promptTokens: number, outputTokens: number): LlmRequest {
  // Promises to language models are of their tokens, not of a deadline.
  return { id, model: 0, arrivalMs, deadlineMs: Number.POSITIVE_INFINITY, promptTokens, outputTokens };
}
