import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RAG_BODY_SCHEMA } from '../../../src/serving/http/rag-schema.js';
import { readQuestion } from '../../../src/serving/http/read-question.js';

const JSON_TYPE = 'application/json';
const read = (text: string, type: string | undefined = JSON_TYPE) => readQuestion(Buffer.from(text), type);

describe('a question read by a gateway', () => {
  it('has its defaults', () => {
    expect(read('{"query":"why?"}')).toEqual({ question: { query: 'why?', k: 2 } });
    expect(read('{"query":"why?","k":7}', 'Application/JSON; charset=utf-8')).toEqual({
      question: { query: 'why?', k: 7 },
    });
  });

  it.each([
    ['{"query":', 'bad-request', /^expected JSON: /],
    ['', 'bad-request', /^expected JSON: /],
    ['[]', 'bad-request', /^body: /],
    ['{"query":""}', 'bad-request', /^body\/query: /],
    ['{"query":"x","k":"3"}', 'bad-request', /^body\/k: /],
    ['{"query":"x","top":3}', 'bad-request', /top/],
  ])('%s is refused as %s, with the reason', (text, fault, error) => {
    expect(read(text)).toEqual({ fault, error: expect.stringMatching(error) });
  });

  it.each([undefined, 'text/plain', 'application/jsonp'])('is refused as 415 of the type %s', (type) => {
    expect(readQuestion(Buffer.from('{"query":"x"}'), type)).toEqual({ fault: 'wrong-content-type' });
  });

  it('is judged as the server behind it would', () => {
    const validate = new Ajv({ useDefaults: true }).compile(RAG_BODY_SCHEMA);
    const member = fc.oneof(
      fc.string(),
      fc.integer({ min: -2, max: 103 }),
      fc.double(),
      fc.constant(null),
      fc.boolean(),
    );
    const body = fc.oneof(
      fc.record({ query: fc.oneof(fc.string(), member), k: member }, { requiredKeys: [] }),
      fc.dictionary(fc.constantFrom('query', 'k', 'other', 'q'), member),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(body, (value) => {
        const text = JSON.stringify(value);
        const copy = JSON.parse(text);
        const isValid = validate(copy);
        expect(read(text)).toEqual(
          isValid ? { question: copy } : { fault: 'bad-request', error: expect.any(String) },
        );
      }),
      { numRuns: 1000 },
    );
  });
});
