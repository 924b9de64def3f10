import { join, sep } from 'node:path';
import type { EngineIdentity } from '../../backend.js';
import { activator, type EngineModule, type EngineTraits } from '../runtime.js';
import { cpuModel } from './cpu-model.js';
import { requirePackage } from './installed.js';
import { withoutNewProcessHandlers } from './process-handlers.js';
import { loadQuietCore } from './quiet-core.js';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';

const TRAITS: EngineTraits = {
  // A panel of a second-level cache's size: a product streams its right side once per four queries, and from cache
  // that costs nothing (a quarter faster with 50 queries, twice as fast with 256).
  panelBytes: 2 ** 20,
  intermediateBytes: 2 ** 21,
  scoreBytes: 2 ** 26,
  place: 'host',
  // The heap ends at 4 GiB; beyond it allocation yields null and ops write over whatever is there.
  residentBytes: 3 * 2 ** 30,
  packsProducts: true,
  broadcasts: true,
  // Twice as fast: its sum adds one value at a time, its pooling four.
  poolsColumns: true,
  queued: false,
};

/** The smallest module that uses a SIMD instruction: () => { drop(i8x16.splat(i32.const 0)) }. */
const SIMD_MODULE = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x09, 0x01, 0x07, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x1a, 0x0b],
]);

/** Node has it, but its types come with a browser's. */
const { WebAssembly } = globalThis as unknown as { WebAssembly: { validate(module: Uint8Array): boolean } };

/** WebAssembly on one thread: the package's threads need a browser's workers. */
export const wasm: EngineModule = {
  name: 'wasm',
  async identify(): Promise<EngineIdentity> {
    requirePackage(PACKAGE);
    const simd = WebAssembly.validate(SIMD_MODULE) ? 'WASM SIMD' : 'WASM without SIMD';
    return { engine: 'wasm', device: `${cpuModel()} (${simd})`, precision: 'float32', threads: 1 };
  },
  async start() {
    const identity = await wasm.identify();
    const tf = await loadQuietCore();
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    const activate = activator(tf, 'wasm');
    await withoutNewProcessHandlers(async () => {
      setWasmPaths(join(requirePackage(PACKAGE), 'wasm-out') + sep);
      await activate();
    });
    return { tf, identity, traits: TRAITS, activate };
  },
};
