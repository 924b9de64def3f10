import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPolicy } from '../../../src/scheduling/registry.js';
import { batchScenarios, openBatchScenario } from '../../conformance/policies/batch-scenarios.js';
import { recordRun } from '../../conformance/policies/recorded-run.js';

describe('observers', () => {
  it.each(['eager', 'clockwork'])('are told of everything in the order of time, under %s', async (name) => {
    const policy = openPolicy(name);
    await fc.assert(
      fc.asyncProperty(batchScenarios(policy.needs.includes('pages')), async (scenario) => {
        const { trace, end } = await recordRun(openBatchScenario(policy, scenario));
        const timesMs = trace.map((entry) => ('atMs' in entry ? entry.atMs : entry.endMs));
        expect(timesMs).toEqual(timesMs.toSorted((a, b) => a - b));
        expect(end.endMs).toBeGreaterThanOrEqual(timesMs.at(-1) ?? 0);
      }),
    );
  });
});
