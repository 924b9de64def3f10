import { deviceName, findAdapter } from '../device/dawn.js';
import type { EngineName } from '../engine-names.js';
import type { AdapterReport } from './adapter-report.js';

/** Entry of the probe process: reports on the engine named by its first argument and ends. */
async function report(engine: EngineName): Promise<AdapterReport> {
  const found = await findAdapter(engine);
  if ('instead' in found) return { state: 'no-adapter', instead: found.instead };
  // A driver that lists an adapter may still have no device of it.
  (await found.adapter.requestDevice()).destroy();
  return { state: 'available', device: deviceName(engine, found) };
}

const found = await report(process.argv[2] === 'software' ? 'software' : 'gpu').catch(
  (error: unknown): AdapterReport => ({
    state: 'failed',
    message: error instanceof Error ? error.message : String(error),
  }),
);
// A driver's own threads may keep the process alive.
process.send?.(found, () => process.exit(0));
