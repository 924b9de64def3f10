import { describe, expect, it } from 'vitest';
import { pairNamed, pairOf } from '../../../src/scheduling/abacus/pairs.js';
import { queryStream } from '../../../src/scheduling/abacus/query-stream.js';
import { pairSloMs } from '../../../src/scheduling/abacus/slo.js';
import { PAIRS } from '../../../src/scheduling/predictor/read-profiles.js';

describe('the stream of queries', () => {
  it('is what CPython 3.11 draws after random.seed(0)', () => {
    const { models } = pairNamed('resnet152_bert');
    const queries = [...queryStream({ models, queriesPerSecond: 50, count: 6, sloMs: 150, seed: 0 })];
    expect(queries.map(({ network, batch, sequence }) => [network.id, batch, sequence])).toEqual([
      [6, 32, 8],
      [6, 32, 64],
      [6, 16, 16],
      [2, 4, 0],
      [6, 8, 32],
      [2, 16, 0],
    ]);
    const gapsSeconds = [
      0.028372583059435238, 0.06731557371854699, 0.06871577337346271, 0.006621197839565105,
      0.0872589183508044,
    ];
    const lastMs = gapsSeconds.reduce((sum, gap) => sum + gap * 1000, 0);
    expect(queries.at(-1)).toMatchObject({ id: 5, model: 0, arrivalMs: lastMs, deadlineMs: lastMs + 150 });
  });
});

describe('pairs', () => {
  it('are named in the order of ids, whichever is named first', () => {
    expect(pairOf(['bert', 'inception_v3']).name).toBe('inception_v3_bert');
    expect(pairNamed('inception_v3_vgg16').models.map(({ name }) => name)).toEqual(['inception_v3', 'vgg16']);
    expect(PAIRS.map((name) => pairNamed(name).name)).toEqual(PAIRS);
  });

  it.each([[['vgg19']], [['vgg19', 'vgg19']]])('are two different models: %s is refused', (names) => {
    expect(() => pairOf(names)).toThrow('two different models');
  });

  it('have the latency that was promised', () => {
    expect(['resnet50_resnet101', 'resnet101_resnet152', 'vgg16_vgg19', 'vgg19_bert'].map(pairSloMs)).toEqual(
      [100, 160, 30, 60],
    );
    expect(PAIRS.every((pair) => pairSloMs(pair) !== undefined)).toBe(true);
  });
});
