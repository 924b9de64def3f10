import { UsageError } from '../../errors.js';
import { parseDurationMs } from '../../parse/quantities.js';
import type { LlmLatency } from '../../scheduling/llm/metrics/latencies.js';

/** Promises to each request: the time to its first token, and the mean time between the others. */
export interface LlmSlo {
  readonly text: string;
  readonly ttftMs: number;
  readonly tpotMs: number;
}

/** @throws UsageError */
export function parseLlmSlo(text: string): LlmSlo {
  const promises = new Map(
    text.split(',').map((part) => {
      const [, name = '', value = ''] = /^(ttft|tpot)\s*=\s*(\S+)$/.exec(part.trim()) ?? [];
      if (name === '') throw new UsageError(`expected --slo to be such as ttft=2s,tpot=50ms; got "${text}"`);
      return [name, parseDurationMs('--slo', value)];
    }),
  );
  const of = (name: string) => promises.get(name) ?? Number.POSITIVE_INFINITY;
  return { text, ttftMs: of('ttft'), tpotMs: of('tpot') };
}

export function keeps({ ttftMs, tpotMs }: LlmSlo, latency: LlmLatency): boolean {
  return latency.ttftMs <= ttftMs && latency.tpotMs <= tpotMs;
}
