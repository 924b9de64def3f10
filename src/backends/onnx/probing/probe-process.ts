import { isEngineName } from '../engine-names.js';
import { webGpuAdapterName } from './adapter-name.js';
import { nvidiaGpuName } from './nvidia-gpu-name.js';
import { checkProvider } from './provider-check.js';
import type { ProviderReport } from './provider-report.js';

/** Entry of the probe process: reports on the provider named by its first argument and ends. */

async function report(engine: string): Promise<ProviderReport> {
  if (!isEngineName(engine)) return { state: 'fails', message: `expected a provider, got ${engine}` };
  await checkProvider(engine);
  const device = engine === 'webgpu' ? await webGpuAdapterName() : await nvidiaGpuName();
  return { state: 'works', device };
}

const found = await report(process.argv[2] ?? '').catch(
  (error: unknown): ProviderReport => ({
    state: 'fails',
    message: error instanceof Error ? error.message : String(error),
  }),
);
// A driver's own threads may keep the process alive.
process.send?.(found, () => process.exit(0));
