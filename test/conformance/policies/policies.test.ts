import { describe, expect, it } from 'vitest';
import { POLICY_NAMES } from '../../../src/scheduling/registry.js';
import { CASES } from './cases.js';
import { SUBJECTS } from './subjects.js';

describe.each(SUBJECTS)('policy $name', (subject) => {
  it.each(CASES)('$title', (policyCase) => subject.passes(policyCase));
});

describe('the policies under test', () => {
  it('are all that are registered, each once', () => {
    const names = SUBJECTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...POLICY_NAMES]));
  });
});
