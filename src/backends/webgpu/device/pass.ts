import type { Timeline } from '../../backend.js';
import { PARAMS_BYTES, type Params, packParams } from '../wgsl/params.js';
import { MAP_MODE, USAGE } from './buffer-usage.js';
import { DeviceClock } from './device-clock.js';
import type { Gpu } from './gpu.js';
import type { KernelName } from './kernel-source.js';

/** Part of a buffer that a kernel sees. */
export interface Span {
  readonly buffer: GPUBuffer;
  readonly at?: number;
  readonly bytes: number;
}

const RESULTS = USAGE.mapRead | USAGE.copyTarget;

interface Result {
  readonly from: GPUBuffer;
  readonly to: GPUBuffer;
  readonly bytes: number;
  copy: ArrayBuffer | undefined;
}

/** Work that is handed to the device at once: kernels one after the other, then results for the host. */
export class Pass {
  readonly #taken: GPUBuffer[] = [];
  readonly #dispatches: { kernel: KernelName; bindings: GPUBindGroup; groups: readonly [number, number] }[] =
    [];
  readonly #results: Result[] = [];

  constructor(private readonly gpu: Gpu) {}

  /** A storage buffer until the pass is over. */
  scratch(bytes: number): Span {
    return { buffer: this.#take(bytes, USAGE.storage | USAGE.copySource | USAGE.copyTarget), bytes };
  }

  /** A storage buffer with some values. */
  input(values: Float32Array<ArrayBuffer>): Span {
    const span = this.scratch(values.byteLength);
    this.gpu.device.queue.writeBuffer(span.buffer, 0, values);
    return span;
  }

  dispatch(
    kernel: KernelName,
    params: Params,
    spans: readonly Span[],
    groups: readonly [number, number],
  ): void {
    const { device, pipelines } = this.gpu;
    const uniform = this.#take(PARAMS_BYTES, USAGE.uniform | USAGE.copyTarget);
    device.queue.writeBuffer(uniform, 0, packParams(params));
    const entries = [{ buffer: uniform, bytes: PARAMS_BYTES }, ...spans].map(
      ({ buffer, bytes, at = 0 }: Span, binding) => ({
        binding,
        resource: { buffer, offset: at, size: bytes },
      }),
    );
    const layout = pipelines.get(kernel).getBindGroupLayout(0);
    this.#dispatches.push({ kernel, bindings: device.createBindGroup({ layout, entries }), groups });
  }

  /** Asks for the first `bytes` of a buffer, to be had once the pass has run. */
  result({ buffer, bytes }: Span): () => ArrayBuffer {
    const result: Result = { from: buffer, bytes, to: this.#take(bytes, RESULTS), copy: undefined };
    this.#results.push(result);
    return () => {
      if (result.copy === undefined)
        throw new Error('expected the pass to have run before its results are read');
      return result.copy;
    };
  }

  /** With a timeline, computing and reading back are told to it. */
  async run(timeline?: Timeline): Promise<void> {
    const { device, hasTimestamps } = this.gpu;
    const clock = timeline !== undefined && hasTimestamps ? new DeviceClock(this.gpu) : undefined;
    try {
      if (timeline === undefined || clock !== undefined) {
        device.queue.submit([this.#compute(clock), this.#copies(clock)]);
      } else {
        await timeline.time('compute', () => {
          device.queue.submit([this.#compute(), this.#copies()]);
          return device.queue.onSubmittedWorkDone();
        });
      }
      await Promise.all(this.#results.map(({ to, bytes }) => to.mapAsync(MAP_MODE.read, 0, bytes)));
      if (clock !== undefined && timeline !== undefined) {
        const { computeMs, copyMs } = await clock.read();
        timeline.add('compute', computeMs);
        timeline.add('readback', copyMs);
      }
      const read = () => {
        for (const result of this.#results) result.copy = result.to.getMappedRange(0, result.bytes).slice(0);
      };
      if (timeline === undefined) read();
      else timeline.time('readback', read);
    } finally {
      clock?.release();
      for (const { to } of this.#results) to.unmap();
      for (const buffer of this.#taken) this.gpu.pool.give(buffer);
    }
  }

  #take(bytes: number, usage: number): GPUBuffer {
    const buffer = this.gpu.pool.take(bytes, usage);
    this.#taken.push(buffer);
    return buffer;
  }

  #compute(clock?: DeviceClock): GPUCommandBuffer {
    const encoder = this.gpu.device.createCommandEncoder();
    const pass = encoder.beginComputePass(clock?.around ?? {});
    for (const { kernel, bindings, groups } of this.#dispatches) {
      pass.setPipeline(this.gpu.pipelines.get(kernel));
      pass.setBindGroup(0, bindings);
      pass.dispatchWorkgroups(...groups);
    }
    pass.end();
    return encoder.finish();
  }

  #copies(clock?: DeviceClock): GPUCommandBuffer {
    const encoder = this.gpu.device.createCommandEncoder();
    for (const { from, to, bytes } of this.#results) encoder.copyBufferToBuffer(from, 0, to, 0, bytes);
    clock?.mark(encoder);
    return encoder.finish();
  }
}
