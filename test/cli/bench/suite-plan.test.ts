import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { planOfArguments, planOfRequest, ROUND_SUITES } from '../../../src/cli/bench/suite-plan.js';
import { quickArguments } from '../../../src/cli/gate/quick-grids.js';
import { UsageError } from '../../../src/errors.js';

let config: Config;
beforeAll(async () => {
  config = await Config.load(fileURLToPath(new URL('../../../', import.meta.url)));
});

describe('the plan of a suite', () => {
  it.each(ROUND_SUITES)('of %s is made of flags, and again of the request in a journal', async (suite) => {
    const plan = await planOfArguments(config, suite, await quickArguments(suite));
    expect(plan.cells.length).toBeGreaterThan(0);
    expect(new Set(plan.cells.map(({ subject }) => subject))).toContain('ts');
    const again = await planOfRequest(suite, JSON.parse(JSON.stringify(plan.request)));
    expect(again.cells).toEqual(plan.cells);
  });

  it('takes what the user gives in the place of what the quick one has', async () => {
    const argv = await quickArguments('knn', ['--backend', 'ts', '--k=3']);
    const { cells } = await planOfArguments(config, 'knn', argv);
    expect(cells.map(({ subject, parameters }) => [subject, parameters.k])).toEqual([['ts', 3]]);
  });

  it('refuses what was asked by another version', async () => {
    await expect(planOfRequest('knn', { subjects: 'all' })).rejects.toBeInstanceOf(UsageError);
  });
});
