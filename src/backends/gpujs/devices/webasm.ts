import type { EngineIdentity } from '../../backend.js';
import type { Device } from '../device.js';
import type { GpuInput, GpuJs } from '../gpu-js.js';
import { buildKernel, checkMode } from './build-kernel.js';
import { flatten, keepFlat } from './flat-values.js';
import { allocateHostRows, hostInput, hostPanels, lanesOf } from './host-rows.js';

const CELL_LIMIT = 2 ** 22;

/** Bytes of rows in one WebAssembly memory, which holds 4 GiB but is asked for in one piece. */
const MEMORY_LIMIT = 2 ** 30;

export interface WebasmOperand {
  readonly input: GpuInput;
  /** The same input by its size, but with only the first float to copy. */
  readonly resident: GpuInput;
}

/**
 * Mode `webasm`: kernels in WebAssembly SIMD, split over worker threads when there are at least 4096 kernel threads.
 * A kernel has a memory of its own into which gpu.js copies every argument at every call, as part of `compute`; rows
 * that a kernel has already got are not copied again. Results are copied out by the same call.
 */
export function openWebasm(gpuJs: GpuJs, identity: EngineIdentity): Device<WebasmOperand> {
  const gpu = new gpuJs.GPU({ mode: 'webasm' });
  const lanes = (d: number) => lanesOf(d, 4);
  const threads = identity.threads > 1 ? { asyncMode: true, poolSize: identity.threads } : {};
  return {
    identity,
    // One for whole blocks and one for the last: each holds a copy of its rows.
    kernelLimit: 2,
    cellLimit: CELL_LIMIT,
    // One in the memory of each kernel.
    copies: 2,
    maxRows: (d) => Math.min(CELL_LIMIT, Math.floor(MEMORY_LIMIT / (d * Float32Array.BYTES_PER_ELEMENT))),
    allocate: allocateHostRows,
    access: (d) => ({ kind: 'elements', lanes: lanes(d), namesRows: false }),
    // SIMD lanes are rows, gathered one float at a time; a query is the same in all lanes and costs one load.
    tile: (queries) => (queries === 1 ? { rows: 4, queries: 1 } : { rows: 1, queries: Math.min(queries, 4) }),
    panels: hostPanels,
    stride: (components) => components,
    async place(rows) {
      const input = hostInput(gpuJs, rows, lanes(rows.d));
      const resident = Object.assign(gpuJs.input(input.value, input.size), {
        value: input.value.subarray(0, 1),
      });
      return { input, resident };
    },
    release: () => {},
    async compile(program, a, b) {
      const kernel = await buildKernel(gpu, 'webasm', program, threads, [a.input, b.input]);
      keepFlat(kernel.kernel);
      const length = program.output.reduce((x, y) => x * y) * program.components;
      let held: WebasmOperand | undefined;
      return {
        async run(queries, rows) {
          const argument = held === rows ? rows.resident : rows.input;
          held = undefined;
          const result = await kernel(queries.input, argument);
          checkMode(kernel, 'webasm');
          held = rows;
          return { read: async () => flatten(result, length) };
        },
        destroy: () => kernel.destroy(),
      };
    },
    close: () => gpu.destroy(),
  };
}
