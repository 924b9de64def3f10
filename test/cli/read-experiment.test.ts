import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { gridArguments } from '../../src/cli/grid-arguments.js';
import { readExperiment } from '../../src/cli/read-experiment.js';
import { UsageError } from '../../src/errors.js';
import type { ColumnDeclaration } from '../../src/results/columns.js';
import { isOfSize } from '../../src/results/experiment/compare.js';
import { SIZES } from '../../src/results/experiment/experiment.js';
import { isComputedSuite, loadComputedSuite } from '../../src/suites/computed-registry.js';
import { isSuiteName, loadSuite } from '../../src/suites/registry.js';
import { SERVING_COLUMNS } from '../../src/suites/serving/columns.js';
import { workspace } from '../datasets/formats/workspace.js';

const { path, write } = workspace();
const SHIPPED = fileURLToPath(new URL('../../experiments/', import.meta.url));
const shipped = (await readdir(SHIPPED)).filter((name) => name.endsWith('.yaml'));

/** Those of a suite of cells, of what is computed, or of the one that loads servers. */
async function columnsOf(suite: string): Promise<readonly ColumnDeclaration[]> {
  if (suite === 'serving') return SERVING_COLUMNS;
  if (isComputedSuite(suite)) return (await loadComputedSuite(suite)).columns;
  if (!isSuiteName(suite)) throw new Error(`no suite ${suite}`);
  return (await loadSuite(suite)).columns;
}

describe('readExperiment', () => {
  it.each(shipped)('reads %s, which expects something of columns that its suite has', async (file) => {
    const experiment = await readExperiment(join(SHIPPED, file));
    expect(`${experiment.name}.yaml`).toBe(basename(file));
    const declared = await columnsOf(experiment.suite);
    const columns = new Set([...declared.map(({ name }) => name), 'neighbours']);
    for (const { column, where } of experiment.expected) {
      expect([...columns]).toEqual(expect.arrayContaining([column, ...Object.keys(where)]));
    }
    for (const size of SIZES) {
      expect(
        experiment.expected.some((figure) => isOfSize(figure, size)),
        size,
      ).toBe(true);
    }
  });

  it.each<[string, string, RegExp]>([
    ['no-yaml', 'name: [1', /to be YAML; line \d+: /],
    ['no-map', '- 1', /as a whole: /],
    ['no-suite', 'name: a\nquestion: b\nsource: c\nquick: {}\nfull: {}\nexpected: []', /; suite: /],
    ['no-such-key', 'name: a\nquestionn: b', /to be an experiment/],
  ])('refuses %s in one line', async (name, text, message) => {
    const refused = readExperiment(write(`${name}.yaml`, text));
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(/^[^\n]+$/);
  });

  it('says that a file is not there', async () => {
    await expect(readExperiment(path('gone.yaml'))).rejects.toThrow(/gone\.yaml .*there is no such file$/);
  });
});

describe('gridArguments', () => {
  it('spells a grid as a command line', () => {
    const grid = {
      dataset: 'a.npy',
      n: 40,
      metric: ['l2', 'dot'],
      elbow: true,
      quiet: false,
      memory: undefined,
    };
    expect(gridArguments(grid)).toEqual(['--dataset', 'a.npy', '--n', '40', '--metric', 'l2,dot', '--elbow']);
  });
});
