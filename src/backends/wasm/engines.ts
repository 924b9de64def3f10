import { RELAXED_FLAGS, withFlags } from './v8-flags.js';
import { webAssembly } from './web-assembly.js';

export const ENGINES = ['relaxed-simd', 'simd'] as const;
export type EngineName = (typeof ENGINES)[number];

/** Modules of one function each that is valid where the instruction in it is. */
const PROBES: Readonly<Record<EngineName, Uint8Array>> = {
  // f32x4.relaxed_madd: 0xfd 0x105
  'relaxed-simd': functionOf([0x20, 0, 0x20, 0, 0x20, 0, 0xfd, 0x85, 0x02]),
  // f32x4.add: 0xfd 0xe4
  simd: functionOf([0x20, 0, 0x20, 0, 0xfd, 0xe4, 0x01]),
};

/** Flags of V8 that compiling for an engine needs here. */
export const ENGINE_FLAGS: Readonly<Record<EngineName, readonly string[]>> = {
  'relaxed-simd': RELAXED_FLAGS,
  simd: [],
};

export function isEngineName(name: string): name is EngineName {
  return (ENGINES as readonly string[]).includes(name);
}

export function canRun(engine: EngineName): boolean {
  return withFlags(ENGINE_FLAGS[engine], () => webAssembly.validate(PROBES[engine]));
}

/** A module with the function (v128) -> v128 of these instructions. */
function functionOf(instructions: readonly number[]): Uint8Array {
  const body = [0, ...instructions, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7b, 0x01, 0x7b],
    ...[0x03, 0x02, 0x01, 0x00],
    ...[0x0a, body.length + 2, 0x01, body.length, ...body],
  ]);
}
