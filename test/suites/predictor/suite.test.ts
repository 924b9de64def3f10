import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { computedColumns } from '../../../src/cli/computed/computed-columns.js';
import { computedRow } from '../../../src/cli/computed/computed-row.js';
import { EXIT } from '../../../src/errors.js';
import { readPredictor } from '../../../src/scheduling/predictor/predictor-file.js';
import type { Grid } from '../../../src/suites/computed.js';
import { PREDICTOR_COLUMNS } from '../../../src/suites/predictor/columns.js';
import { predictorRow } from '../../../src/suites/predictor/row.js';
import { suite } from '../../../src/suites/predictor/suite.js';

const PROFILES = '../shared/reference/abacus/profile_a100_2in7';
const without = existsSync(PROFILES) ? '' : ` (skipped: needs the published profiles in ${PROFILES})`;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-predictor-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** 2 ms, 0.1 ms for each segment of VGG-19 and 0.3 ms for each of BERT: what a linear model can say. */
async function writeProfile(): Promise<void> {
  const lines = ['model,start,end,bs,seq_len,model,start,end,bs,seq_len,median,mean,var'];
  for (let i = 0; i < 100; i++) {
    const [start, end, last] = [i % 7, 7 + ((i * 3) % 15), (i * 5) % 13];
    const us = 2000 + 100 * (end - start) + 300 * last;
    lines.push(
      `vgg19,${start},${end},${4 * (1 + (i % 4))},0,bert,0,${last},${8 + (i % 3)},${i % 5},${us},1,1`,
    );
  }
  await writeFile(join(directory, 'vgg19_bert.csv'), lines.join('\n'));
}

async function rowsOf(grid: Grid) {
  const kept = new Map<string, string>();
  const tools = {
    signal: new AbortController().signal,
    progress: async () => {},
    async keep(name: string, text: string) {
      kept.set(name, text);
    },
  };
  const rows = [];
  for (const cell of await suite.cells(grid)) {
    const row = computedRow('predictor', cell, await cell.compute(tools), computedColumns(PREDICTOR_COLUMNS));
    rows.push(predictorRow.parse(row));
  }
  return { rows, kept };
}

describe('training predictors', () => {
  it('gives a row for each combination and predictor, and keeps what was trained', async () => {
    await writeProfile();
    const { rows, kept } = await rowsOf({
      profiles: directory,
      combination: 'vgg19_bert',
      model: 'mlp,linear',
      epochs: 2,
    });
    expect(rows).toMatchObject([
      {
        combination: 'vgg19_bert',
        predictor: 'mlp',
        epochs: 2,
        trainedWith: 80,
        testedWith: 20,
        status: 'ok',
      },
      { predictor: 'linear', epochs: null, publishedMaeMs: 3.2165, publishedMapePercent: 32.99 },
    ]);
    expect(rows[1]?.maeMs).toBeLessThan(1e-3);
    expect(rows[1]?.swappedMapePercent).toBeGreaterThan(1);
    expect([...kept.keys()]).toEqual(['mlp-vgg19_bert.json', 'linear-vgg19_bert.json']);
    const path = join(directory, 'kept.json');
    await writeFile(path, kept.get('linear-vgg19_bert.json') ?? '');
    expect((await readPredictor(path)).predictor.kind).toBe('linear');
  });

  it('has the rows of the published table: every pair, then all as one', async () => {
    await writeProfile();
    const cells = await suite.cells({ profiles: directory });
    expect(cells).toHaveLength(3 * 22);
    expect(cells.at(-1)?.parameters).toMatchObject({ combination: 'all', predictor: 'svr' });
    expect(cells[0]?.parameters).toMatchObject({
      combination: 'resnet50_resnet101',
      predictor: 'mlp',
      epochs: 100,
    });
  });

  it('skips a pair that has no profile, and says that none is there', async () => {
    await writeProfile();
    const { rows } = await rowsOf({ profiles: directory, combination: 'resnet50_bert', model: 'svr' });
    expect(rows).toMatchObject([{ status: 'skipped', reason: expect.stringContaining('resnet50_bert.csv') }]);
    await expect(suite.cells({ profiles: join(directory, 'none') })).rejects.toMatchObject({
      exitCode: EXIT.unavailable,
    });
  });

  it.each([
    [{ model: 'tree' }, '--model'],
    [{ combination: 'vgg19_vgg19' }, '--combination'],
    [{ epochs: 0 }, '--epochs'],
    [{ profile: 'x' }, 'did you mean profiles'],
  ])('refuses %j', async (grid, said) => {
    await writeProfile();
    await expect(suite.cells({ profiles: directory, ...grid })).rejects.toThrow(said);
  });
});

describe('with the published profiles', () => {
  it.skipIf(without !== '')(
    `linear models are within 2 points of the published errors${without}`,
    async () => {
      const { rows } = await rowsOf({ profiles: PROFILES, combination: 'all', model: 'linear,svr' });
      expect(rows).toMatchObject([{ trainedWith: 30_076 }, { testedWith: 7520 }]);
      for (const { mapePoints } of rows) expect(mapePoints).toBeLessThan(2);
    },
    300_000,
  );

  it.skipIf(without !== '')(
    `the perceptron of a pair is far better than they are, and asking in another order spoils it${without}`,
    async () => {
      const { rows } = await rowsOf({
        profiles: PROFILES,
        combination: 'resnet50_bert',
        model: 'mlp,svr',
        epochs: 15,
      });
      const [mlp, svr] = rows.map(({ mapePercent }) => Number(mapePercent));
      expect(mlp).toBeLessThan((svr ?? 0) / 2);
      expect(rows[0]?.swappedMapePercent).toBeGreaterThan(3 * (mlp ?? 0));
    },
    300_000,
  );
});
