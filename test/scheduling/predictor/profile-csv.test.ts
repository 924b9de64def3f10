import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { parseProfile } from '../../../src/scheduling/predictor/profile-csv.js';

const HEADING = 'model,start,end,bs,seq_len,model,start,end,bs,seq_len,median,mean,var';

const parse = (...lines: string[]) => parseProfile([HEADING, ...lines].join('\n'), 'trial.csv');

describe('a profile of two models', () => {
  it('is read in the order of model ids, in milliseconds', () => {
    expect(parse('bert,0,8,4,8,vgg19,22,22,16,0,2457.5,2461.1,21.9')).toEqual([
      {
        parts: [
          { model: 5, start: 22, end: 22, batch: 16, sequence: 0 },
          { model: 6, start: 0, end: 8, batch: 4, sequence: 8 },
        ],
        medianMs: 2.4575,
      },
    ]);
  });

  it.each([
    ['a model that is not of the zoo', 'alexnet,0,8,4,8,vgg19,0,22,16,0,1,1,1', '"alexnet"'],
    [
      'a segment that the model does not have',
      'bert,0,13,4,8,vgg19,0,22,16,0,1,1,1',
      'within 0 to 12 of bert',
    ],
    ['an end before the start', 'bert,5,4,4,8,vgg19,0,22,16,0,1,1,1', 'got "5,4,4,8"'],
    ['no latency', 'bert,0,8,4,8,vgg19,0,22,16,0,0,1,1', 'a median above 0'],
  ])('is refused with %s, and the line is named', (_, line, said) => {
    const good = 'bert,0,8,4,8,vgg19,0,22,16,0,1,1,1';
    expect(() => parse(good, line)).toThrow(DataError);
    expect(() => parse(good, line)).toThrow('trial.csv, line 3');
    expect(() => parse(good, line)).toThrow(said);
  });

  it('is refused with another heading, or with fields missing', () => {
    expect(() => parseProfile('batch,latency_ms\n1,2\n', 'trial.csv')).toThrow('got "batch,latency_ms"');
    expect(() => parse('bert,0,8')).toThrow('cannot read the profile trial.csv');
    expect(() => parseProfile('', 'trial.csv')).toThrow('line 1');
  });
});
