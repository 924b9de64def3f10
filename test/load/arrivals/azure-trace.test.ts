import { describe, expect, it } from 'vitest';
import { parseAzureTrace, parseTraceTimes } from '../../../src/load/arrivals/azure-trace.js';

describe('a trace in the Azure LLM format', () => {
  it('tells arrivals to a part of a millisecond, and tokens', () => {
    const trace = parseAzureTrace(
      'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,374,44\n2023-11-16 18:17:04.0319600,396,109\n',
      'conv.csv',
    );
    expect(trace.timesMs[0]).toBe(0);
    expect(trace.timesMs[1]).toBeCloseTo(52, 3);
    expect([...trace.contextTokens]).toEqual([374, 396]);
    expect([...trace.generatedTokens]).toEqual([44, 109]);
  });

  it('reads other orders of columns, time zones and arrivals that are not sorted', () => {
    const trace = parseAzureTrace(
      'GeneratedTokens,Model,TIMESTAMP,ContextTokens\n5,x,2024-05-10 00:00:01+00:00,7\n6,x,2024-05-10T01:00:00+01:00,8\n',
      'week.csv',
    );
    expect([...trace.timesMs]).toEqual([0, 1000]);
    expect([...trace.generatedTokens]).toEqual([6, 5]);
  });

  it('has arrivals without tokens too', () => {
    const text = 'id,timestamp\n1,2024-05-10 00:00:02\n2,2024-05-10 00:00:01.5\n';
    expect([...parseTraceTimes(text, 'times.csv')]).toEqual([0, 500]);
    expect(() => parseTraceTimes('id\n1\n', 'no.csv')).toThrow(
      'record 1: expected the column TIMESTAMP; got "id"',
    );
  });

  it.each([
    ['', 'got an empty file'],
    [
      'TIMESTAMP,Tokens\n',
      'expected the columns TIMESTAMP, ContextTokens, GeneratedTokens; got "TIMESTAMP,Tokens"',
    ],
    ['TIMESTAMP,ContextTokens,GeneratedTokens\n', 'expected at least one request'],
    ['TIMESTAMP,ContextTokens,GeneratedTokens\nnoon,1,1\n', 'record 2: expected a time such as'],
    [
      'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,-1,1\n',
      'record 2: expected a count of tokens',
    ],
    [
      'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,1\n',
      'record 2: expected a count of tokens; got ""',
    ],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseAzureTrace(text, 'bad.csv')).toThrow(message);
  });
});
