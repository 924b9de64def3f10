import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchTrace, batchTraceText, parseBatchTrace } from '../../src/results/batch-trace.js';
import { TWO_MODELS } from './batch-traces.js';

const count = fc.nat(1e6);
const microseconds = fc.nat(1e9).map((us) => us / 1000);
const trace: fc.Arbitrary<BatchTrace> = fc.record({
  cellId: fc.string(),
  label: fc.string(),
  gpus: fc.nat(64),
  models: fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
  fromMs: microseconds,
  isCut: fc.boolean(),
  batches: fc.array(
    fc.record({
      gpu: count,
      model: count,
      size: count,
      startMs: microseconds,
      endMs: microseconds,
      isLost: fc.boolean(),
      counts: fc.record({ arrived: count, good: count, late: count, dropped: count }),
    }),
  ),
});

describe('a trace of batches', () => {
  it('is read as it was written, to the microsecond', () => {
    fc.assert(
      fc.property(trace, (one) => {
        expect(parseBatchTrace(batchTraceText(one))).toEqual(one);
      }),
    );
  });

  it('takes some sixty bytes a batch', () => {
    const { batches } = TWO_MODELS;
    expect(batchTraceText(TWO_MODELS).length).toBeLessThan(150 + 60 * batches.length);
  });

  it.each([
    '',
    '{',
    '{"schemaVersion":1}',
    batchTraceText(TWO_MODELS).replace('1000,1010', '"x",1010'),
  ])('is none where the text is %j', (text) => {
    expect(parseBatchTrace(text)).toBeUndefined();
  });
});
