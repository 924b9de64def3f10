import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import type { DatasetProvider } from '../../datasets/dataset.js';
import { UsageError } from '../../errors.js';

interface PulledDataset {
  readonly name: string;
  /** Whether its files were here, whole, before. */
  readonly alreadyLocal: boolean;
  readonly bytes: number;
}

export default class DatasetsPull extends BaseCommand {
  static override summary = 'Fetch datasets into the cache';

  static override description =
    'A dataset that is here already is checked against its SHA-256 and fetched again only if it does not match. ' +
    'A dataset comes from the host that publishes it, or from a mirror where that cannot be reached: ' +
    'whichever it is, the bytes are the same or they are refused.';

  static override examples = [
    { description: 'Before going offline', command: '<%= config.bin %> <%= command.id %> mnist-784' },
    {
      description: 'Several, into a cache elsewhere',
      command: 'MLS_CACHE_DIR=./cache <%= config.bin %> <%= command.id %> mnist-784 fashion-mnist-784',
    },
  ];

  static override args = {
    name: Args.string({
      description: 'Names of datasets (see `mls datasets`)',
      required: true,
      multiple: true,
    }),
  };

  async run(): Promise<unknown> {
    const { args } = await this.parse(DatasetsPull);
    const { datasetProvider } = await import('../../datasets/registry.js');
    // Every name is looked up before anything is fetched.
    const providers = [...new Set(args.name)].map(datasetProvider);
    const file = providers.find(({ describe }) => describe !== undefined);
    if (file !== undefined) {
      throw new UsageError(
        `expected names of datasets (see mls datasets); ${file.name} is a file, which is not fetched`,
      );
    }
    const { interruptible } = await import('../../cli/interruptible.js');
    const datasets: PulledDataset[] = [];
    await interruptible(async (signal) => {
      for (const provider of providers) datasets.push(await this.#pull(provider, signal));
    });
    return { schemaVersion: 1, partial: false, exitCode: 0, verdict: 'ok', datasets };
  }

  async #pull(provider: DatasetProvider, signal: AbortSignal): Promise<PulledDataset> {
    const { name } = provider;
    const [{ progressLine }, { formatBytes }] = await Promise.all([
      import('../../ui/progress-line.js'),
      import('../../results/display/quantity.js'),
    ]);
    const line = progressLine({ label: name, stream: process.stderr, json: this.jsonEnabled() });
    let alreadyLocal = true;
    try {
      await provider.pull({
        signal,
        progress(done, total) {
          alreadyLocal = false;
          line.update(done, total);
        },
      });
    } catch (error) {
      line.finish();
      throw error;
    }
    const { bytes } = await provider.state();
    if (provider.kind === 'synthetic')
      line.finish(`${name} is made as it is read; there is nothing to fetch`);
    else if (alreadyLocal) line.finish(`${name} is already here: ${formatBytes(bytes)}, checksums match`);
    else line.finish(`${name} fetched: ${formatBytes(bytes)}, checksums match`);
    return { name, alreadyLocal, bytes };
  }
}
