import { describe, expect, it } from 'vitest';
import { parseRequestLog } from '../../../../src/scheduling/llm/workload/request-log.js';

const line = (fields: object) => JSON.stringify({ input_toks: 10, output_toks: 5, ...fields });
const timed = (arrival: number, queued: number, first: number, last: number) =>
  line({ arrival_time: arrival, queued_ts: queued, first_token_ts: first, last_token_ts: last });

describe('parseRequestLog', () => {
  it('counts arrivals from the first, whatever the order of the lines', () => {
    const text = `${line({ arrival_time: 100.5, input_toks: 7 })}\n\n${line({ arrival_time: 100 })}\n`;
    const { requests, measured } = parseRequestLog(text, 'log.jsonl');
    expect(
      requests.map(({ id, arrivalMs, promptTokens, outputTokens }) => [
        id,
        arrivalMs,
        promptTokens,
        outputTokens,
      ]),
    ).toEqual([
      [0, 0, 10, 5],
      [1, 500, 7, 5],
    ]);
    expect(measured).toBeUndefined();
  });

  it('counts tokens from the arrival, with the two clocks set by the first request', () => {
    const text = `${timed(1000, 50, 50.25, 51)}\n${timed(1000.5, 50.75, 51.5, 53)}`;
    expect(parseRequestLog(text, 'log.jsonl').measured).toEqual([
      { firstTokenMs: 250, lastTokenMs: 1000 },
      // Queued a quarter of a second after it arrived, which counts.
      { firstTokenMs: 1000, lastTokenMs: 2500 },
    ]);
  });

  it('has no times where a line has none', () => {
    const text = `${timed(1000, 50, 50.25, 51)}\n${line({ arrival_time: 1001 })}`;
    expect(parseRequestLog(text, 'log.jsonl').measured).toBeUndefined();
  });

  it.each([
    ['{"input_toks":1}', /in line 2 of log.jsonl; .*output_toks/],
    [line({ arrival_time: 1, output_toks: 0 }), /in line 2 of log.jsonl; .*>=1/],
    ['{', /in line 2 of log.jsonl; SyntaxError/],
  ])('names the line that is %s', (damaged, message) => {
    expect(() => parseRequestLog(`${line({ arrival_time: 1 })}\n${damaged}`, 'log.jsonl')).toThrow(message);
  });

  it('refuses a log of nothing', () => {
    expect(() => parseRequestLog('\n', 'log.jsonl')).toThrow('expected requests in log.jsonl; got none');
  });
});
