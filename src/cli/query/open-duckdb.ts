import type { DuckDBConnection } from '@duckdb/node-api';
import { UnavailableError } from '../../backends/shared/errors.js';

type DuckDBModule = typeof import('@duckdb/node-api');

/**
 * A database in memory that fetches nothing.
 * @throws UnavailableError where the optional package is not installed, or has no build for this platform
 */
export async function openDuckDB(
  load: () => Promise<DuckDBModule> = () => import('@duckdb/node-api'),
): Promise<{ readonly connection: DuckDBConnection; close(): void }> {
  const { DuckDBInstance } = await load().catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it does not load';
    throw new UnavailableError(
      'mls query',
      `the package @duckdb/node-api cannot be used here (${code})`,
      'Install it with: npm install @duckdb/node-api',
      { cause },
    );
  });
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
