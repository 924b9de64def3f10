import { askProcess } from '../../shared/ask-process.js';
import { builtEntry } from '../../shared/built-entry.js';
import type { EngineName } from '../engine-names.js';
import type { ProviderReport } from './provider-report.js';

/** Asks a process of its own about a provider, whose driver may crash. */
export async function checkIsolated(
  engine: EngineName,
  entry: URL = builtEntry(import.meta.url, './probe-process.js'),
): Promise<ProviderReport> {
  const { answer, stderr, end } = await askProcess<ProviderReport>(entry, [engine]);
  if (answer !== undefined) return answer;
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return { state: 'fails', message: `its probe ${end}${last === '' ? '' : `: ${last}`}` };
}
