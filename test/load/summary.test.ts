import { describe, expect, it } from 'vitest';
import { OUTCOME_CODE, type Outcome } from '../../src/load/outcome.js';
import { type Samples, samplesOf } from '../../src/load/samples.js';
import { parseSlo } from '../../src/load/slo.js';
import { summarize } from '../../src/load/summary.js';

interface Request {
  readonly at: number;
  readonly turn?: number;
  readonly sent?: number;
  readonly end: number;
  readonly outcome?: Outcome;
  readonly first?: number;
  readonly tokens?: number;
}

function samples(requests: readonly Request[]): Samples {
  const all = samplesOf(requests.length);
  requests.forEach(
    ({ at, turn = at, sent = turn, end, outcome = 'ok', first = Number.NaN, tokens = 0 }, i) => {
      all.index[i] = i;
      all.intendedMs[i] = at;
      all.turnMs[i] = turn;
      all.sentMs[i] = sent;
      all.endMs[i] = end;
      all.firstMs[i] = first;
      all.outcome[i] = OUTCOME_CODE[outcome];
      all.tokens[i] = tokens;
    },
  );
  return all;
}

const WINDOW = { fromMs: 1000, lengthMs: 1000, isOpen: true };

describe('the summary of a load', () => {
  it('counts latency from when a request was meant to leave, and beside it from when it left', () => {
    const { latencies, slipP99Ms } = summarize(
      { samples: samples([{ at: 1000, turn: 1001, sent: 1300, end: 1310 }]) },
      WINDOW,
      undefined,
    );
    expect([...latencies.corrected]).toEqual([310]);
    expect([...latencies.uncorrected]).toEqual([10]);
    // Waiting for a connection is not the generator's slip.
    expect(slipP99Ms).toBe(1);
  });

  it('leaves the warm-up out of the latencies, and counts its late answers as throughput', () => {
    const summary = summarize(
      {
        samples: samples([
          { at: 0, end: 500 },
          { at: 900, end: 1900 },
          { at: 1100, end: 1200 },
          { at: 1900, end: 2100 },
        ]),
      },
      WINDOW,
      parseSlo('p99=150ms'),
    );
    expect(summary.sent).toBe(2);
    expect([...summary.latencies.corrected]).toEqual([100, 200]);
    expect(summary).toMatchObject({ offeredRps: 2, throughputRps: 2, goodputRps: 1 });
    expect(summary.slo?.holds).toBe(false);
  });

  it('counts each way to fail apart and none of them as an answer', () => {
    const outcomes: Outcome[] = ['ok', 'refused', 'refused', 'failed', 'error', 'timedOut', 'unfinished'];
    const requests = outcomes.map((outcome) => ({ at: 1000, end: 1010, outcome }));
    const summary = summarize({ samples: samples(requests) }, WINDOW, undefined);
    expect(summary).toMatchObject({
      sent: 7,
      successful: 1,
      refused: 2,
      failed: 2,
      timedOut: 1,
      unfinished: 1,
    });
    expect([...summary.latencies.corrected]).toEqual([10]);
  });

  it('is invalid when requests came to their turn late', () => {
    const late = Array.from({ length: 10 }, (_, i) => ({ at: 1000 + i, turn: 1020 + i, end: 1030 + i }));
    expect(summarize({ samples: samples(late) }, WINDOW, undefined).invalid).toContain('20 ms late');
  });

  it('tells the first token from the others', () => {
    const streamed = samples([{ at: 1000, end: 1500, first: 1100, tokens: 5 }]);
    const { firstTokenMs, perTokenMs } = summarize({ samples: streamed }, WINDOW, undefined);
    expect([...firstTokenMs]).toEqual([100]);
    expect([...perTokenMs]).toEqual([100]);
  });
});
