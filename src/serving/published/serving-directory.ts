import { join } from 'node:path';
import { cacheDirectory } from '../../datasets/cache-directory.js';

/** A folder of the cache for what serving keeps. */
export function servingDirectory(...parts: readonly string[]): string {
  return join(cacheDirectory(), 'serving', ...parts);
}
