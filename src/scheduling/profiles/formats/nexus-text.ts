import { csvTable, damagedProfile } from '../csv-records.js';
import type { NamedProfile } from '../named-profile.js';
import { readBatchTable } from './batch-csv.js';

const SECTION = 'Forward latency';

/**
 * A profile as the profiler of Nexus (SOSP 2019) writes it: `framework:model:version[:image]`, the GPU, then a table
 * `batch,latency(us),std(us),memory(B)` below "Forward latency". What is done before and after on the CPU is passed over.
 */
export function isNexusText(text: string): boolean {
  return text.split(/\r?\n/, 4).some((line) => line.trim() === SECTION);
}

/** @throws DataError where there is no table below the section's heading, or naming the record */
export function readNexusText(text: string, file: string): NamedProfile {
  const lines = text.split(/\r?\n/);
  const from = lines.findIndex((line) => line.trim() === SECTION) + 1;
  const rows = lines.slice(from);
  const end = rows.findIndex((line, i) => i > 0 && !line.includes(','));
  const table = csvTable(rows.slice(0, end < 0 ? rows.length : end).join('\n'), file);
  if (!table.columns.includes('batch') || !table.columns.includes('latency(us)')) {
    throw damagedProfile(
      file,
      `expected "batch,latency(us)" below "${SECTION}"; got "${table.columns.join(',')}"`,
    );
  }
  const name = lines[0]?.split(':')[1]?.trim();
  if (name === undefined || name === '') {
    throw damagedProfile(file, `expected framework:model:version in line 1; got "${lines[0] ?? ''}"`);
  }
  return { name, latency: readBatchTable(table, file) };
}
