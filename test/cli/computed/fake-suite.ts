import type { ComputedCell, ComputedSuite, ComputeTools } from '../../../src/suites/computed.js';
import { metric, ofSubject, parameter } from '../../../src/suites/declare-columns.js';

type Compute = (tools: ComputeTools) => ReturnType<ComputedCell['compute']>;

/** A suite of cells that do as they are told, one policy each. */
export function fakeSuite(cells: Readonly<Record<string, Compute>>): ComputedSuite {
  return {
    name: 'fake',
    columns: [ofSubject(parameter('policy', 'policy')), metric('goodputRps', 'goodput', '1/s', 'higher')],
    cells: async () =>
      Object.entries(cells).map(([policy, compute]) => ({
        id: policy,
        subject: policy,
        label: policy,
        parameters: { policy },
        compute,
      })),
  };
}

export const computes =
  (goodputRps: number): Compute =>
  async () => ({ status: 'ok', goodputRps });
