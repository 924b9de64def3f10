import type { Cell, Suite } from '../../src/suites/suite.js';

/** A suite whose rows hold all that a cell's outcome says. */
export const fakeSuite: Suite = {
  name: 'fake',
  columns: [],
  prepare: async () => {},
  residentBytes: (cell) => Number(cell.parameters.bytes),
  open() {
    throw new Error('a fake suite opens nothing');
  },
  describe: (cell) => ({ bytes: Number(cell.parameters.bytes) }),
  row: (cell, { status, reason, opened, samples, peakRssBytes }) => ({
    suite: 'fake',
    backend: cell.subject,
    engine: opened?.engine ?? null,
    status,
    reason,
    check: samples.some((sample) => sample.check === 'fail') ? 'fail' : 'pass',
    rounds: samples.length,
    timesMs: samples.map((sample) => sample.ms),
    medianMs: samples[0]?.ms ?? null,
    speedup: null,
    peakRssBytes,
  }),
};

export function fakeCell(subject: string, group = 'g', bytes = 1): Cell {
  return {
    id: `${group}/${subject}`,
    suite: 'fake',
    subject,
    threads: 1,
    group,
    label: `${group} of ${subject}`,
    parameters: { bytes },
  };
}
