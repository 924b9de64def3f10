import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UnavailableError } from '../../shared/errors.js';

/** The folder of a package as Node finds it from `from` (a file), or undefined where it is not installed. */
export function packageFolder(name: string, from: string | URL = import.meta.url): string | undefined {
  try {
    return dirname(createRequire(from).resolve(join(name, 'package.json')));
  } catch {
    return undefined;
  }
}

/** @throws UnavailableError */
export function requirePackage(name: string): string {
  const folder = packageFolder(name);
  if (folder !== undefined) return folder;
  throw new UnavailableError(
    'tfjs',
    `${name} is not installed`,
    'Install the dependencies again with npm ci.',
  );
}
