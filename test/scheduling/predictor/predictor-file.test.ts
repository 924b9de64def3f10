import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { initialMlp } from '../../../src/scheduling/predictor/mlp.js';
import {
  type KeptPredictor,
  predictorText,
  readPredictor,
} from '../../../src/scheduling/predictor/predictor-file.js';
import { seededUniform } from '../../../src/stats/random.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-predictor-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function written(text: string): Promise<string> {
  const path = join(directory, 'predictor.json');
  await writeFile(path, text);
  return path;
}

const MLP: KeptPredictor = {
  combination: 'all',
  errors: [0.9, 1, 1.2],
  predictor: { kind: 'mlp', mlp: initialMlp(15, seededUniform(1)) },
};
const SVR: KeptPredictor = {
  combination: 'vgg19_bert',
  errors: [1],
  predictor: { kind: 'svr', linear: { weights: new Float64Array(15).fill(1 / 3), intercept: -0.1 } },
};

describe('a kept predictor', () => {
  it.each([
    ['a perceptron', MLP],
    ['a linear function', SVR],
  ])('comes back as it was: %s', async (_, kept) => {
    expect(await readPredictor(await written(predictorText(kept)))).toEqual(kept);
  });

  it.each([
    ['no JSON', 'MODEL'],
    ['another document', '{"format":"mls-run"}'],
    ['a layer cut short', predictorText(MLP).replace('"inputs":15', '"inputs":16')],
    ['fewer weights', predictorText(SVR).replace(/"weights":\[[^,]*,/, '"weights":[')],
  ])('is refused when it is %s', async (_, text) => {
    const path = await written(text);
    const refusal = await readPredictor(path).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataError);
    expect(String(refusal)).toContain(`expected ${path} to be a predictor`);
    expect(String(refusal)).not.toContain('\n');
  });

  it('is refused when it is not there', async () => {
    await expect(readPredictor(join(directory, 'none.json'))).rejects.toThrow('mls train predictor');
  });
});
