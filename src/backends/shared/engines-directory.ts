import { join } from 'node:path';
import envPaths from 'env-paths';

/** Where `mls backends setup` puts heavy engines, one folder each; MLS_ENGINES_DIR moves it. */
export function enginesDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.MLS_ENGINES_DIR || join(envPaths('mls', { suffix: '' }).data, 'engines');
}
