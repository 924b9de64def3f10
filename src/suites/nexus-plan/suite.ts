import { basename } from 'node:path';
import { parseChoices } from '../../parse/choices.js';
import type { ComputedCell, ComputedSuite, Grid } from '../computed.js';
import { GridFlags } from '../grid-flags.js';
import { alikeGpus, figuresOf, numbersOf } from './alike-gpus.js';
import { PLAN_COLUMNS } from './columns.js';
import { FORMS, type Form, planSessions } from './plan-sessions.js';
import type { Planned } from './session-file/planned.js';
import { readSessionFile, WORKED_EXAMPLE } from './session-file/read-session-file.js';

/** Squishy bin packing and latency splits of Nexus (SOSP 2019): the GPUs that sessions need, and what each of them runs. */
export const suite: ComputedSuite = {
  name: 'nexus-plan',
  columns: PLAN_COLUMNS,
  async cells(grid: Grid) {
    const flags = new GridFlags('mls plan nexus', grid, ['sessions', 'form']);
    const forms = parseChoices('--form', flags.text('form', 'paper'), FORMS);
    const path = flags.text('sessions', WORKED_EXAMPLE);
    const planned = await readSessionFile(path);
    return forms.flatMap((form) => cellsOf(planned, form, basename(path)));
  },
};

/** A plan is whole or not at all, so it is made before it is known how many rows it has. */
function cellsOf(planned: Planned, form: Form, sessions: string): ComputedCell[] {
  const { gpus, lowerBound, split } = planSessions(planned, form);
  return alikeGpus(gpus).map((alike) => {
    const gpu = numbersOf(alike);
    return {
      ...{ id: `${form}-gpu${gpu}`, subject: form, label: `${form}, GPU ${gpu}` },
      parameters: { sessions, form, latencySplit: split === '' ? null : split, gpu },
      compute: async () => ({
        ...{ status: 'ok', ...figuresOf(alike) },
        gpusNeeded: gpus.length,
        lowerBoundGpus: lowerBound,
      }),
    };
  });
}
