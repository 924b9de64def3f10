import { formatBytes, formatCount } from '../../results/display/quantity.js';
import { bytesOf, type CacheEntry } from './cache-entries.js';

/** A line for each kind. */
export function describeEntries(entries: readonly CacheEntry[]): string[] {
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const own = entries.filter((entry) => entry.kind === kind);
    return `${kind}: ${formatCount(own.length)}, ${formatBytes(bytesOf(own))}`;
  });
}

export function tellCleaned(entries: readonly CacheEntry[], isDryRun: boolean): void {
  if (entries.length === 0) {
    process.stdout.write('Nothing to delete\n');
    return;
  }
  if (isDryRun) for (const line of describeEntries(entries)) process.stdout.write(`${line}\n`);
  process.stdout.write(`${isDryRun ? 'Would free' : 'Freed'} ${formatBytes(bytesOf(entries))}\n`);
}
