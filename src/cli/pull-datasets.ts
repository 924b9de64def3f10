import { datasetProvider } from '../datasets/registry.js';
import { EXIT, MlsError } from '../errors.js';
import { listenForInterrupt } from '../harness/interrupt.js';
import { formatBytes } from '../results/display/quantity.js';
import { progressLine } from '../ui/progress-line.js';

/**
 * Fetches what is not here yet, with progress on stderr; says nothing about what is.
 * @throws DataError when no source can be reached; MlsError when interrupted
 */
export async function pullDatasets(names: readonly string[], { json }: { json: boolean }): Promise<void> {
  const interrupt = listenForInterrupt();
  try {
    for (const name of names) await pull(name, json, interrupt.signal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    throw new MlsError(
      'interrupted; nothing incomplete was kept',
      'interrupted',
      interrupt.exitCode() ?? EXIT.interrupted,
      {
        cause: error,
      },
    );
  } finally {
    interrupt.dispose();
  }
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
