import { renderTable } from '../../report/table.js';
import { formatBytes, formatCount, formatMinute, MISSING } from '../../results/display/quantity.js';
import { outputStyle } from '../output-style.js';
import type { CacheKindSummary } from './summarise-cache.js';

/** A line for each kind, and below them the whole. */
export function printCache(kinds: readonly CacheKindSummary[], bytes: number, directory: string): void {
  const { width } = outputStyle();
  const table = renderTable({
    head: ['kind', 'kept', 'size', 'last used (UTC)', 'deleted, it is'],
    align: ['left', 'right', 'right', 'left', 'left'],
    rows: kinds.map(({ kind, entries, bytes, usedAt, again }) => [
      kind,
      entries === 0 ? MISSING : formatCount(entries),
      entries === 0 ? MISSING : formatBytes(bytes),
      formatMinute(usedAt),
      `${again} again`,
    ]),
    ...(Number.isFinite(width) && { width }),
  });
  process.stdout.write(`${table}\nCache: ${formatBytes(bytes)} in ${directory}\n`);
}
