/**
 * Every policy that the cases are run against. Policies for batches come from the registry by themselves.
 *
 * A policy for work of another kind is one more line in `SUBJECTS`: `declared({ name, scenarios, open, aloneMs })`.
 * - `scenarios`: an arbitrary of plain values, which fast-check makes smaller and prints when a case fails. It should
 *   hold what hurts: bursts, equal times, requests that cannot be in time, GPUs that fail, jitter, too little memory.
 * - `open(scenario)`: a fresh `Simulation` without observers. It is called twice for one scenario and both must come out
 *   alike: make the executor, its seeded draws and the arrivals anew in it.
 * - `aloneMs(request, simulation)`: the shortest that the work of one request takes on an idle GPU. Needed only where
 *   the policy says that it is work-conserving.
 * The cases see the policy through the simulator alone: `Policy`, `Executor` and the trace of what happened.
 */
import fc from 'fast-check';
import { ABACUS_POLICIES } from '../../../src/scheduling/abacus/policies.js';
import { LLM_POLICY_NAMES } from '../../../src/scheduling/llm/policies.js';
import type { Request } from '../../../src/scheduling/policy.js';
import { openPolicy, POLICY_NAMES } from '../../../src/scheduling/registry.js';
import type { Simulation } from '../../../src/scheduling/simulation/simulation.js';
import { abacusScenarios, openAbacusScenario, queryAloneMs } from './abacus-scenarios.js';
import { aloneMs, batchScenarios, openBatchScenario } from './batch-scenarios.js';
import type { PolicyCase } from './cases.js';
import { llmScenarios, openLlmScenario } from './llm-scenarios.js';

const RUNS = { numRuns: 100 };

export interface PolicySubject<S, R extends Request, W> {
  readonly name: string;
  readonly scenarios: fc.Arbitrary<S>;
  open(scenario: S): Simulation<R, W>;
  aloneMs?(request: R, simulation: Simulation<R, W>): number;
}

/** A subject whose kinds of scenario, request and work only it knows. */
export interface DeclaredSubject {
  readonly name: string;
  /** Tries a case in many scenarios. */
  passes(policyCase: PolicyCase): Promise<void>;
}

export function declared<S, R extends Request, W>(subject: PolicySubject<S, R, W>): DeclaredSubject {
  return {
    name: subject.name,
    passes: (policyCase) =>
      fc.assert(
        fc.asyncProperty(subject.scenarios, (scenario) =>
          policyCase.check({ open: () => subject.open(scenario), aloneMs: subject.aloneMs }),
        ),
        RUNS,
      ),
  };
}

const BATCH_SUBJECTS = POLICY_NAMES.map((name) => {
  const policy = openPolicy(name);
  const scenarios = batchScenarios(policy.needs.includes('pages'));
  return declared({ name, scenarios, open: (scenario) => openBatchScenario(policy, scenario), aloneMs });
});

const ABACUS_SUBJECTS = ABACUS_POLICIES.map((name) =>
  declared({
    name: `abacus/${name}`,
    scenarios: abacusScenarios,
    open: (scenario) => openAbacusScenario(name, scenario),
    aloneMs: queryAloneMs,
  }),
);

const LLM_SUBJECTS = LLM_POLICY_NAMES.map((name) =>
  declared({
    name: `llm/${name}`,
    scenarios: llmScenarios,
    open: (scenario) => openLlmScenario(name, scenario),
  }),
);

export const SUBJECTS: readonly DeclaredSubject[] = [...BATCH_SUBJECTS, ...ABACUS_SUBJECTS, ...LLM_SUBJECTS];
