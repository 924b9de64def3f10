import { resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where data is kept between runs: MLS_CACHE_DIR, else the platform's own place for caches. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env.MLS_CACHE_DIR;
  return chosen === undefined || chosen === '' ? envPaths('mls', { suffix: '' }).cache : resolve(chosen);
}
