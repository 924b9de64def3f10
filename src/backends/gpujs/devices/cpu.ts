import type { EngineIdentity } from '../../backend.js';
import type { Device } from '../device.js';
import type { GpuInput, GpuJs } from '../gpu-js.js';
import { buildKernel, checkMode } from './build-kernel.js';
import { flatten } from './flat-values.js';
import { allocateHostRows, hostInput, hostPanels, lanesOf } from './host-rows.js';
import { squareTile } from './square-tile.js';

const CELL_LIMIT = 2 ** 20;

/**
 * Mode `cpu`: plain JavaScript on this thread. Inputs are read where they lie, so nothing is loaded. It sums in float64
 * but returns Float32Arrays, and these are what candidates are selected by.
 */
export function openCpu(gpuJs: GpuJs, identity: EngineIdentity): Device<GpuInput> {
  const lanes = (d: number) => lanesOf(d, 2);
  return {
    identity,
    kernelLimit: 8,
    cellLimit: CELL_LIMIT,
    copies: 0,
    maxRows: () => CELL_LIMIT,
    allocate: allocateHostRows,
    access: (d) => ({ kind: 'elements', lanes: lanes(d), namesRows: true }),
    tile: squareTile,
    panels: hostPanels,
    stride: (components) => components,
    place: async (rows) => hostInput(gpuJs, rows, lanes(rows.d)),
    release: () => {},
    async compile(program, ...args) {
      // A GPU object keeps every kernel it made in this mode, destroyed or not, so each kernel has its own.
      const kernel = await buildKernel(new gpuJs.GPU({ mode: 'cpu' }), 'cpu', program, {}, args);
      const length = program.output.reduce((a, b) => a * b) * program.components;
      return {
        async run(a, b) {
          const result = kernel(a, b);
          checkMode(kernel, 'cpu');
          return { read: async () => flatten(result, length) };
        },
        destroy: () => kernel.destroy(),
      };
    },
    close: async () => {},
  };
}
