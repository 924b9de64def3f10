import { fileURLToPath } from 'node:url';
import type { Recipe } from './recipe.js';

/** Compiles the kernels again, where an install could not. */
export const nativeRecipe: Recipe = {
  name: 'native',
  backend: 'native',
  engine: 'scalar',
  summary: 'kernels in C for this processor: needs a C compiler, CC or else cc (seconds)',
  failures: [
    {
      pattern: /does not run: there is no such program/,
      reason: 'there is no C compiler',
      remedy: 'Install gcc or clang (Debian and Ubuntu: apt install gcc libc6-dev), or name one in CC',
    },
    {
      pattern: /\.h: No such file|'[^']+\.h' file not found/,
      reason: 'headers are missing',
      remedy: 'Install those of the C library (Debian and Ubuntu: apt install libc6-dev)',
    },
    {
      pattern: /EACCES|EROFS|EPERM/,
      reason: "the package's folder cannot be written",
      remedy: 'Run this as the user who installed it',
    },
  ],
  async plan() {
    const directory = fileURLToPath(new URL('../../..', import.meta.url));
    return { directory, files: {}, command: [process.execPath, 'scripts/build-native.js', '--strict'] };
  },
};
