import { csvTable, damagedProfile } from './csv-records.js';
import { isBatchTable, readBatchTable } from './formats/batch-csv.js';
import { isClockworkZoo, readClockworkZoo } from './formats/clockwork-zoo.js';
import { readEmulatorConfiguration } from './formats/emulator.js';
import { isNexusText, readNexusText } from './formats/nexus-text.js';
import type { NamedProfile } from './named-profile.js';

/**
 * The profiles of a file, whose format its text shows; `stem` names a profile that the file does not name.
 * @throws DataError where it is of no format that is known, or damaged
 */
export function readProfiles(text: string, file: string, stem: string): readonly NamedProfile[] {
  if (isNexusText(text)) return [readNexusText(text, file)];
  if (/\bsleep#/.test(text)) return readEmulatorConfiguration(text, file);
  const table = csvTable(text, file);
  if (isClockworkZoo(table)) return readClockworkZoo(table, file);
  if (isBatchTable(table)) return [{ name: stem, latency: readBatchTable(table, file) }];
  throw damagedProfile(
    file,
    `expected the columns batch,latency_ms or model,weights_MB,transfer_ms,b1_ms,..., a profile of Nexus or a ` +
      `configuration of the emulator (sleep#...); got "${table.columns.join(',')}"`,
  );
}
