import { setFlagsFromString } from 'node:v8';

/** RELAXED is on by itself in V8 11.4 and later, which Node has from 21 on; newer ones no longer know the flag. */
const HAS_RELAXED = Number(process.versions.node.split('.')[0]) >= 21;

const RELAXED_FLAG = '--experimental-wasm-relaxed-simd';
/** Compiles everything at once and with the optimising compiler: there is no slow code to be replaced later. */
const OPTIMISED_FLAGS = ['--no-liftoff', '--no-wasm-lazy-compilation'];

/** Flags of V8 that relaxed SIMD needs here. */
export const RELAXED_FLAGS: readonly string[] = HAS_RELAXED ? [] : [RELAXED_FLAG];

/** Runs `work`, which compiles, with flags of V8 set, and unset again: they are those of the whole process. */
export function withFlags<T>(flags: readonly string[], work: () => T): T {
  for (const flag of flags) setFlagsFromString(flag);
  try {
    return work();
  } finally {
    for (const flag of flags) setFlagsFromString(opposite(flag));
  }
}

export function withOptimisedCode<T>(flags: readonly string[], work: () => T): T {
  return withFlags([...OPTIMISED_FLAGS, ...flags], work);
}

function opposite(flag: string): string {
  return flag.startsWith('--no-') ? `--${flag.slice(5)}` : `--no-${flag.slice(2)}`;
}
