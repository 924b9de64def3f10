import type { EngineIdentity } from '../../backend.js';
import { UnavailableError } from '../../shared/errors.js';
import type { Device } from '../device.js';
import type { GlTexture, GpuJs } from '../gpu-js.js';
import { checkMode } from './build-kernel.js';
import { GlKernels } from './gl-kernels.js';
import { LANES, PANEL_ROWS, panelsOf } from './gl-layout.js';
import { finish } from './gl-sync.js';
import { type GlOperand, GlUploads } from './gl-uploads.js';
import { squareTile } from './square-tile.js';

/** Texels of one operand: beyond, texel numbers are not exact where a driver computes integers as floats. */
const TEXEL_LIMIT = 2 ** 24;
const CELL_LIMIT = 2 ** 22;

/**
 * Mode `headlessgl`: fragment shaders of WebGL 1 through headless-gl and ANGLE. A kernel reads whole texels of four
 * floats and writes one.
 */
export function openHeadlessGl(gpuJs: GpuJs, identity: EngineIdentity): Device<GlOperand> {
  const context = gpuJs.HeadlessGLKernel.isSupported ? gpuJs.HeadlessGLKernel.testContext : null;
  if (context === null) {
    throw new UnavailableError(
      'gpujs (headlessgl)',
      'headless-gl gave no GL context',
      'Choose another --engine',
    );
  }
  const side = Number(context.getParameter(context.MAX_TEXTURE_SIZE)) - 1;
  const texels = Math.min(TEXEL_LIMIT, side * side);
  const cells = Math.min(CELL_LIMIT, side * side);
  const gpu = new gpuJs.GPU({ mode: 'headlessgl' });
  const kernels = new GlKernels(gpu);
  const uploads = new GlUploads(gpuJs, kernels);
  return {
    identity,
    kernelLimit: 8,
    cellLimit: cells,
    // The texture that a texture is made from.
    copies: 2,
    maxRows: (d) =>
      Math.min(cells, Math.max(PANEL_ROWS, Math.floor(texels / Math.ceil(d / LANES)) - PANEL_ROWS)),
    allocate: (length) => new Float32Array(length),
    access: () => ({ kind: 'texels', lanes: LANES, namesRows: false }),
    tile: squareTile,
    panels: panelsOf,
    // A thread writes a whole texel, however many results it has.
    stride: () => LANES,
    place: (rows) => uploads.place(rows),
    release: (operand) => operand.release(),
    async compile(program, ...args) {
      const textures = args.map((operand) => operand.texture);
      const kernel = await kernels.build(program, textures);
      return {
        async run(a, b) {
          const result = kernel(a.texture, b.texture) as GlTexture;
          checkMode(kernel, 'headlessgl');
          finish(a.context);
          return { read: async () => result.renderValues() };
        },
        destroy: () => kernels.destroyLater(kernel),
      };
    },
    close: () => gpu.destroy(),
  };
}
