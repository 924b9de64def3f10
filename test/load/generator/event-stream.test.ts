import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStream } from '../../../src/load/generator/event-stream.js';
import { streamedPart } from '../../../src/load/generator/token-count.js';

const TEXT =
  ': comment\r\ndata: {"a":"é"}\r\n\r\nevent: x\ndata:two\ndata: lines\n\nid: 1\n\ndata: [DONE]\n\n';

describe('a stream of events', () => {
  it('is the same however the network cuts it', () => {
    const bytes = Buffer.from(TEXT);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 }), (cuts) => {
        const stream = new EventStream();
        const ends = [...cuts.sort((a, b) => a - b), bytes.length];
        const events = ends.flatMap((end, i) => stream.push(bytes.subarray(ends[i - 1] ?? 0, end)));
        expect(events).toEqual(['{"a":"é"}', 'two\nlines', '[DONE]']);
      }),
    );
  });

  it.each([
    ['{"choices":[{"delta":{"content":"Hi"}}]}', true, undefined],
    ['{"choices":[{"delta":{"role":"assistant"}}]}', false, undefined],
    ['{"choices":[{"text":" word"}]}', true, undefined],
    ['{"choices":[],"usage":{"completion_tokens":12}}', false, 12],
    ['[DONE]', false, undefined],
    ['a word', true, undefined],
  ])('brings, with %s, text: %s', (data, hasText, totalTokens) => {
    expect(streamedPart(data)).toEqual({ hasText, totalTokens });
  });
});
