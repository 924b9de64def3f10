import type { EngineIdentity } from '../../backend.js';
import type { Device } from '../device.js';
import type { GpuJs, WebGpuBuffer, WebGpuContext } from '../gpu-js.js';
import { buildKernel, checkMode } from './build-kernel.js';
import { flatten, keepFlat } from './flat-values.js';
import { lanesOf } from './host-rows.js';
import { squareTile } from './square-tile.js';

/** GPUBufferUsage.STORAGE | COPY_DST | COPY_SRC. */
const USAGE = 0x80 | 0x08 | 0x04;
/** Rows of a panel are a multiple of the 8 x 8 threads of gpu.js's workgroups. */
const PANEL_ROWS = 64;
/** Workgroups along a dimension, at least, on every device. */
const MAX_PANELS = 65_535;
const CELL_LIMIT = 2 ** 22;

/**
 * Mode `webgpu`: compute shaders. Vectors are written once into buffers of their own, handed to kernels as gpu.js hands
 * a kernel's result to the next one; shaders may read past their end, where WebGPU gives some value of the buffer.
 */
export function openWebGpu(
  gpuJs: GpuJs,
  context: WebGpuContext,
  identity: EngineIdentity,
): Device<WebGpuBuffer> {
  const gpu = new gpuJs.GPU({ mode: 'webgpu' });
  const { device } = context;
  const bytes = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  const floats = Math.floor(bytes / Float32Array.BYTES_PER_ELEMENT);
  const lanes = (d: number) => lanesOf(d, 4);
  return {
    identity,
    kernelLimit: 8,
    cellLimit: Math.min(CELL_LIMIT, Math.floor(floats / 4)),
    copies: 1,
    maxRows: (d) => Math.min(CELL_LIMIT, PANEL_ROWS * MAX_PANELS, Math.floor(floats / d)),
    allocate: (length) => new Float32Array(length),
    access: (d) => ({ kind: 'elements', lanes: lanes(d), namesRows: false }),
    tile: squareTile,
    panels(rows, groups) {
      // One group would leave 7 of 8 rows of a workgroup idle; along one dimension a workgroup is 64 threads wide.
      const panelRows = groups === 1 ? Math.ceil(rows / PANEL_ROWS) * PANEL_ROWS : PANEL_ROWS;
      return { panelRows, panels: Math.ceil(rows / panelRows) };
    },
    stride: (components) => components,
    async place({ data, n, d }) {
      device.pushErrorScope('out-of-memory');
      const buffer = device.createBuffer({ size: n * d * Float32Array.BYTES_PER_ELEMENT, usage: USAGE });
      const error = await device.popErrorScope();
      if (error !== null) throw new Error(`no memory on the device for ${n} x ${d} floats: ${error.message}`);
      device.queue.writeBuffer(buffer, 0, data.subarray(0, n * d));
      await device.queue.onSubmittedWorkDone();
      const output = [lanes(d), d / lanes(d), n];
      return new gpuJs.WebGPUBufferResult({ buffer, output, componentCount: 1, context });
    },
    release: (operand) => operand.delete(),
    async compile(program, ...args) {
      const kernel = await buildKernel(gpu, 'webgpu', program, { pipeline: true }, args);
      keepFlat(kernel.kernel);
      const length = program.output.reduce((x, y) => x * y) * program.components;
      return {
        async run(a, b) {
          const result = (await kernel(a, b)) as WebGpuBuffer;
          checkMode(kernel, 'webgpu');
          await device.queue.onSubmittedWorkDone();
          return {
            async read() {
              const values = flatten(await result.toArray(), length);
              result.delete();
              return values;
            },
          };
        },
        destroy: () => kernel.destroy(),
      };
    },
    close: () => gpu.destroy(),
  };
}
