import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import type { Diagnosis } from '../cli/diagnose.js';
import { paragraphs } from '../cli/paragraphs.js';

export default class Doctor extends BaseCommand {
  static override summary = "Measure this host's ceilings, and say what would disturb a benchmark";

  static override description =
    paragraphs(`Two loops that do nothing else find how fast memory is read and how fast float32 is multiplied and added, on one
thread and on all, and on every device that a backend has such loops for. The figures are kept, and the rows of every
benchmark on this host carry their share of the ceiling that binds (the roofline model). A benchmark measures them by
itself when there are none; this command measures anew.`);

  static override examples = [
    { description: 'This host', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'For other numbers of threads, as JSON',
      command: '<%= config.bin %> <%= command.id %> --threads 1,2,4 --json',
    },
  ];

  static override flags = {
    threads: Flags.string({
      description: 'CPU threads to measure with; by default one and all',
      helpValue: 'T,...',
    }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Doctor);
    const { diagnose } = await import('../cli/diagnose.js');
    const diagnosis = await diagnose(flags, { json: this.jsonEnabled() });
    if (!this.jsonEnabled()) await print(diagnosis);
    const { host, ceilings, disturbances } = diagnosis;
    return {
      schemaVersion: 1,
      partial: false,
      exitCode: 0,
      verdict: 'ok',
      environment: host,
      ceilings,
      disturbances,
    };
  }
}

async function print({ host: { host }, ceilings, disturbances }: Diagnosis): Promise<void> {
  const [{ renderCeilingsTable }, { formatBytes }] = await Promise.all([
    import('../report/ceilings-table.js'),
    import('../results/display/quantity.js'),
  ]);
  const { columns } = process.stdout;
  const lines = [
    `${host.cpu}, ${host.cores} ${host.cores === 1 ? 'core' : 'cores'}, ${formatBytes(host.memoryBytes)}, ${host.os}`,
    ceilings.length === 0
      ? 'No backend that could measure ceilings runs here: see mls backends.'
      : renderCeilingsTable(ceilings, columns > 0 ? columns : undefined),
    ...(disturbances.length === 0 ? ['Nothing here disturbs a benchmark, as far as can be read.'] : []),
    ...disturbances.map(({ what, remedy }) => `! ${what}. ${remedy}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
