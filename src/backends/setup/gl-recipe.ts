import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { EXIT, MlsError } from '../../errors.js';
import type { Recipe } from './recipe.js';

/** Builds the addon of headless-gl where npm has put its sources, which are installed with their script refused. */
export const glRecipe: Recipe = {
  name: 'gpujs-headlessgl',
  backend: 'gpujs',
  engine: 'headlessgl',
  summary: 'OpenGL without a window for gpu.js: builds the native addon of the package gl (half a minute)',
  failures: [
    {
      pattern: /Xlib\.h|X11/,
      reason: 'the headers of X11 are missing',
      remedy: 'Install them (Debian and Ubuntu: apt install libx11-dev libxi-dev libxext-dev)',
    },
    {
      pattern: /not found: make|g\+\+.*not found|find Python|No such file or directory: 'make'/i,
      reason: 'a build tool is missing',
      remedy: 'Install make, a C++ compiler and Python 3',
    },
    {
      pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/,
      reason: "neither a built addon nor Node's headers could be downloaded",
      remedy:
        "Go online, or give the prefix of Node's headers: npm_config_nodedir=/usr mls backends setup gpujs-headlessgl",
    },
  ],
  async plan() {
    return { directory: glFolder(), files: {}, command: ['npm', 'run', 'install'] };
  },
};

function glFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('gl/package.json'));
  } catch (cause) {
    throw new MlsError(
      'expected the optional package gl, which is not installed; install again without --omit=optional',
      'setup',
      EXIT.unexpected,
      { cause },
    );
  }
}
