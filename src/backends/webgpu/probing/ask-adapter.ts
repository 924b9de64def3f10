import { askProcess } from '../../shared/ask-process.js';
import { builtEntry } from '../../shared/built-entry.js';
import type { EngineName } from '../engine-names.js';
import type { AdapterReport } from './adapter-report.js';

export interface AskedAdapter {
  readonly report: AdapterReport;
  /** What Dawn and the driver printed. */
  readonly stderr: string;
}

/** Asks a process of its own about an adapter: a driver may make Dawn abort. */
export async function askAdapter(engine: EngineName): Promise<AskedAdapter> {
  const entry = builtEntry(import.meta.url, './probe-process.js');
  const { answer, stderr, end } = await askProcess<AdapterReport>(entry, [engine]);
  return { report: answer ?? { state: 'failed', message: `its probe ${end}` }, stderr };
}
