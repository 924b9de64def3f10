import type { MeasuredRequest } from '../workload/request-log.js';
import type { TokenTimes } from './token-times.js';

/** What a client sees of one request, in milliseconds. */
export interface LlmLatency {
  /** To the first token, from arrival on. */
  readonly ttftMs: number;
  /** Between tokens after the first, on average; 0 for an answer of one token. */
  readonly tpotMs: number;
  /** To the last token. */
  readonly latencyMs: number;
}

export function simulatedLatency({ request, firstMs, lastMs }: TokenTimes): LlmLatency {
  const { arrivalMs, outputTokens } = request;
  return latencyOf(firstMs - arrivalMs, lastMs - arrivalMs, outputTokens);
}

export function measuredLatency(
  { firstTokenMs, lastTokenMs }: MeasuredRequest,
  outputTokens: number,
): LlmLatency {
  return latencyOf(firstTokenMs, lastTokenMs, outputTokens);
}

function latencyOf(ttftMs: number, latencyMs: number, outputTokens: number): LlmLatency {
  return { ttftMs, tpotMs: (latencyMs - ttftMs) / Math.max(1, outputTokens - 1), latencyMs };
}
