import type { ProbedBackend, ProbedEngine } from '../../backends/setup/probe-isolated.js';
import { BaseCommand } from '../../cli/base-command.js';
import { paragraphs } from '../../cli/paragraphs.js';

/** Below this a table of figures leaves no room for words. */
const WIDE = 100;

export default class Backends extends BaseCommand {
  static override summary = 'Show which backends and engines run here, and what the others need';

  static override description =
    paragraphs(`Every engine is probed in a process of its own, so that one that crashes or hangs is a row that says so. Without
--engine a backend takes its default, the best one that is available (a graphics engine on a software renderer is not).`);

  static override examples = [
    { description: 'What runs here', command: '<%= config.bin %> <%= command.id %>' },
    { description: 'The same for a program', command: '<%= config.bin %> <%= command.id %> --json' },
  ];

  async run(): Promise<unknown> {
    await this.parse(Backends);
    const [{ probeBackends }, { BACKEND_NAMES }] = await Promise.all([
      import('../../backends/setup/probe-isolated.js'),
      import('../../backends/registry.js'),
    ]);
    const backends = await probeBackends(BACKEND_NAMES);
    if (!this.jsonEnabled()) await print(backends);
    return {
      schemaVersion: 1,
      partial: false,
      exitCode: 0,
      verdict: 'ok',
      backends: backends.map((backend) => ({ ...backend, engines: backend.engines.map(asRow) })),
    };
  }
}

function asRow({ engine, isDefault, probe }: ProbedEngine) {
  const { state } = probe;
  return {
    engine,
    state,
    default: isDefault,
    device: state === 'available' ? probe.device : null,
    precision: state === 'available' ? probe.precision : null,
    threads: state === 'available' ? probe.threads : null,
    reason: state === 'unavailable' ? probe.reason : null,
    remedy: state === 'unavailable' ? probe.remedy : null,
  };
}

async function print(backends: readonly ProbedBackend[]): Promise<void> {
  const { renderTable } = await import('../../report/table.js');
  const { columns } = process.stdout;
  const wide = !(columns > 0 && columns < WIDE);
  const groupStarts: number[] = [];
  const rows = backends.flatMap((backend) => {
    const lines = backend.engines.map((engine, i) => [i === 0 ? backend.backend : '', ...line(engine, wide)]);
    groupStarts.push((groupStarts.at(-1) ?? 0) + lines.length);
    return lines;
  });
  const head = ['backend', 'engine', 'state', 'precision', 'threads', 'device, or why not and what to do'];
  const table = renderTable({
    head: wide ? head : [...head.slice(0, 2), 'device, or why not and what to do'],
    rows,
    groupStarts,
    ...(wide && { align: ['left', 'left', 'left', 'left', 'right', 'left'] }),
    ...(columns > 0 && { width: columns }),
  });
  process.stdout.write(`${table}\n* taken where no --engine is named\n`);
}

function line({ engine, isDefault, probe }: ProbedEngine, wide: boolean): string[] {
  const name = isDefault ? `${engine} *` : engine;
  if (probe.state === 'unavailable') {
    const why = `${probe.reason}. ${probe.remedy}`;
    return wide ? [name, probe.state, '', '', why] : [name, `unavailable: ${why}`];
  }
  const { device, precision, threads } = probe;
  if (wide) return [name, probe.state, precision, String(threads), device];
  return [name, `${device}, ${precision}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`];
}
