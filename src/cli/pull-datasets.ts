import { datasetProvider } from '../datasets/registry.js';
import { formatBytes } from '../results/display/quantity.js';
import { progressLine } from '../ui/progress-line.js';
import { interruptible } from './interruptible.js';

/**
 * Fetches what is not here yet, with progress on stderr; says nothing about what is.
 * @throws DataError when no source can be reached; MlsError when interrupted
 */
export async function pullDatasets(names: readonly string[], { json }: { json: boolean }): Promise<void> {
  await interruptible(async (signal) => {
    for (const name of names) await pull(name, json, signal);
  });
}

async function pull(name: string, json: boolean, signal: AbortSignal): Promise<void> {
  const provider = datasetProvider(name);
  const line = progressLine({ label: name, stream: process.stderr, json });
  let fetched = false;
  const progress = (done: number, total: number | undefined) => {
    fetched = true;
    line.update(done, total);
  };
  try {
    await provider.pull({ signal, progress });
  } catch (error) {
    line.finish();
    throw error;
  }
  line.finish(
    fetched ? `${name} fetched: ${formatBytes((await provider.state()).bytes)}, checksums match` : undefined,
  );
}
