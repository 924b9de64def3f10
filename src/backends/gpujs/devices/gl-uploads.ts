import type { Rows } from '../../backend.js';
import type { GlContext, GlTexture, GpuInput, GpuJs, GpuKernel } from '../gpu-js.js';
import { KernelCache } from '../kernel-cache.js';
import { checkMode } from './build-kernel.js';
import type { GlKernels } from './gl-kernels.js';
import { LANES, PANEL_ROWS, panelsOf } from './gl-layout.js';
import { finish, INVALID_OPERATION } from './gl-sync.js';

/** Texels of an operand whose upload kernel is kept for the next of its shape, with a texture of as many. */
const KEPT_LIMIT = 2 ** 20;

const SOURCE = `function (v) {
  return [${[0, 1, 2, 3].map((lane) => `v[this.thread.z * ${PANEL_ROWS} + this.thread.y][this.thread.x][${lane}]`).join(', ')}];
}`;

/** Vectors as a texture of `[steps, 16, panels]` texels. */
export interface GlOperand {
  readonly texture: GlTexture;
  readonly context: GlContext;
  release(): void;
}

/** Rows as an input of whole texels, `[4, steps, rows]`; copied only where d is not a multiple of four. */
function texelInput(gpuJs: GpuJs, { data, n, d }: Rows): GpuInput {
  const steps = Math.ceil(d / LANES);
  const size = [LANES, steps, n];
  if (d === steps * LANES) return gpuJs.input(data.subarray(0, n * d), size);
  const texels = new Float32Array(n * steps * LANES);
  for (let row = 0; row < n; row++) texels.set(data.subarray(row * d, (row + 1) * d), row * steps * LANES);
  return gpuJs.input(texels, size);
}

/** A kept upload kernel, which deletes textures of its own making when it goes: not before the last is released. */
class KeptUpload {
  #textures = 0;
  #dropped = false;

  constructor(
    readonly kernel: GpuKernel,
    readonly kernels: GlKernels,
  ) {}

  give(texture: GlTexture): () => void {
    this.#textures++;
    return () => {
      texture.delete();
      this.#textures--;
      this.#settle();
    };
  }

  destroy(): void {
    this.#dropped = true;
    this.#settle();
  }

  #settle(): void {
    if (this.#dropped && this.#textures === 0) this.kernels.destroyLater(this.kernel);
  }
}

/** Brings vectors into textures with a kernel that packs four floats into a texel. */
export class GlUploads {
  readonly #kept = new KernelCache<KeptUpload>(4);

  constructor(
    readonly gpuJs: GpuJs,
    readonly kernels: GlKernels,
  ) {}

  async place(rows: Rows): Promise<GlOperand> {
    const input = texelInput(this.gpuJs, rows);
    const steps = Math.ceil(rows.d / LANES);
    if (rows.n * steps > KEPT_LIMIT) return this.#once(input, rows);
    const key = `${rows.n} ${steps}`;
    const upload = this.#kept.get(key) ?? new KeptUpload(await this.#build(input, rows), this.kernels);
    this.#kept.set(key, upload);
    const { texture, context } = this.#run(upload.kernel, input);
    return { texture, context, release: upload.give(texture) };
  }

  /** An upload whose kernel goes at once: the texture it drew from is as large as the one it made. */
  async #once(input: GpuInput, rows: Rows): Promise<GlOperand> {
    const upload = await this.#build(input, rows);
    const { texture, context } = this.#run(upload, input);
    await this.kernels.destroyNow(upload);
    // The texture outlives its kernel, which gpu.js would have delete it.
    return { texture, context, release: () => context.deleteTexture(texture.texture) };
  }

  #build(input: GpuInput, { n, d }: Rows): Promise<GpuKernel> {
    const output = [Math.ceil(d / LANES), PANEL_ROWS, panelsOf(n).panels];
    return this.kernels.build({ source: SOURCE, output }, [input], { immutable: true });
  }

  #run(kernel: GpuKernel, input: GpuInput): { texture: GlTexture; context: GlContext } {
    const texture = kernel(input) as GlTexture;
    checkMode(kernel, 'headlessgl');
    const { context } = texture;
    // headless-gl reports this for each upload to a texture that exists: it allocates it anew, in vain, and goes on.
    finish(context, INVALID_OPERATION);
    return { texture, context };
  }
}
