import { readFileSync } from 'node:fs';
import { BUILD_REPORT } from './binding.js';

export interface Unavailability {
  readonly reason: string;
  readonly remedy: string;
}

const REMEDY = 'Install a C compiler (or name one in CC), then run mls backends setup native.';

/** Why the addon could not be loaded, from what its build has left behind. */
export function whyUnavailable(error: unknown): Unavailability {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code !== 'MODULE_NOT_FOUND') {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return { reason: `its addon does not load: ${line}`, remedy: 'Run mls backends setup native.' };
  }
  const reason = buildFailure();
  return { reason: reason ?? 'its addon is not built', remedy: REMEDY };
}

function buildFailure(): string | undefined {
  try {
    const report: unknown = JSON.parse(readFileSync(BUILD_REPORT, 'utf8'));
    const reason: unknown = typeof report === 'object' && report !== null && Reflect.get(report, 'reason');
    return typeof reason === 'string' ? reason : undefined;
  } catch {
    // Nothing was ever built here.
    return undefined;
  }
}
