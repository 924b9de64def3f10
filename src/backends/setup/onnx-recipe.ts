import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { EXIT, MlsError } from '../../errors.js';
import type { Recipe } from './recipe.js';

/** Fetches the CUDA provider of ONNX Runtime beside its other libraries, which are installed with their script refused. */
export const onnxRecipe: Recipe = {
  name: 'onnx-cuda',
  backend: 'onnx',
  engine: 'cuda',
  summary: 'the CUDA provider of ONNX Runtime (0.5 GB; needs an NVIDIA GPU, CUDA 12 and cuDNN 9)',
  failures: [
    {
      pattern:
        /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|Failed to download/i,
      reason: 'the download failed',
      remedy: 'Go online: it comes from api.nuget.org, through GLOBAL_AGENT_HTTPS_PROXY where that is set',
    },
    {
      pattern: /EACCES|EROFS|EPERM/,
      reason: 'the folder of onnxruntime-node cannot be written',
      remedy: 'Run it as the user who installed mls',
    },
  ],
  async plan() {
    return {
      directory: packageFolder(),
      files: {},
      // Its own script, as `npm rebuild onnxruntime-node` would run it if allowScripts did not refuse.
      command: ['node', 'script/install.js', '--onnxruntime-node-install'],
    };
  },
};

function packageFolder(): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve('onnxruntime-node')));
  } catch (cause) {
    throw new MlsError(
      'expected the optional package onnxruntime-node, which is not installed; install again without --omit=optional',
      'setup',
      EXIT.unexpected,
      { cause },
    );
  }
}
