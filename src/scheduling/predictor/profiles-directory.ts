import { join } from 'node:path';
import { cacheDirectory } from '../../datasets/cache-directory.js';

/** Where profiles of pairs lie unless --profiles says otherwise: with the data that is kept between runs. */
export function profilesDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(cacheDirectory(env), 'abacus', '2in7');
}
