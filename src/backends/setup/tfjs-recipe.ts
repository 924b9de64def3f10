import { join } from 'node:path';
import { enginesDirectory } from '../shared/engines-directory.js';
import type { KnownFailure, Recipe } from './recipe.js';

const VERSION = '4.22.0';

const FAILURES: readonly KnownFailure[] = [
  {
    // Before what it could not download: the addon is built only where it cannot be fetched.
    pattern: /node-pre-gyp install failed/,
    reason: 'its addon could be neither fetched nor built',
    remedy: 'Install make, a C++ compiler and Python 3, and use Node 20 or 22',
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i,
    reason: 'the download failed',
    remedy:
      'Go online, or point npm at a mirror of its registry and TFJS_NODE_BASE_URI at one of libtensorflow (a URL up to and including "libtensorflow-")',
  },
  {
    pattern: /ENOSPC/,
    reason: 'the disk is full',
    remedy: 'Make room (about 1 GB, 2 GB for CUDA), or set MLS_ENGINES_DIR to a folder elsewhere',
  },
  {
    pattern: /EACCES|EROFS|EPERM/,
    reason: 'the folder cannot be written',
    remedy: 'Set MLS_ENGINES_DIR to a folder that can',
  },
];

/**
 * A package that binds libtensorflow, in a folder of its own: its install script fetches hundreds of megabytes, and its
 * old dependencies stay out of the package's own tree.
 */
export function tfjsRecipe(name: string, engine: string, packageName: string, summary: string): Recipe {
  return {
    name,
    backend: 'tfjs',
    engine,
    summary,
    failures: FAILURES,
    async plan() {
      const manifest = {
        private: true,
        dependencies: { [packageName]: VERSION },
        // npm 11 runs install scripts only where this says so.
        allowScripts: { [packageName]: true, 'core-js': false },
      };
      return {
        directory: join(enginesDirectory(), name),
        files: { 'package.json': `${JSON.stringify(manifest, null, 2)}\n` },
        // Without the flag npm keeps what an install script prints to itself.
        command: ['npm', 'install', '--no-audit', '--no-fund', '--foreground-scripts'],
      };
    },
  };
}
