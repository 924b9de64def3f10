import { createRequire } from 'node:module';
import { type GlContext, loadGpuJs, locateGpuJs } from '../gpu-js.js';
import { acquireWebGpu, adapterName } from '../webgpu-runtime.js';
import type { GraphicsEngine, GraphicsReport } from './graphics-report.js';

/** Entry of the probe process: reports on the engine named by its first argument and ends. */

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function rendererOf(context: GlContext): string {
  return String(context._getParameterDirect?.(context.RENDERER) ?? context.getParameter(context.RENDERER));
}

function headlessGl(gpuJsFile: string): GraphicsReport {
  const require = createRequire(gpuJsFile);
  try {
    require('gl');
  } catch (error) {
    return { state: 'not-loading', message: messageOf(error) };
  }
  const { HeadlessGLKernel } = loadGpuJs('headlessgl');
  if (!HeadlessGLKernel.isSupported || HeadlessGLKernel.testContext === null) {
    return { state: 'no-device', message: 'headless-gl gave no GL context' };
  }
  return { state: 'available', renderer: rendererOf(HeadlessGLKernel.testContext) };
}

async function webGpu(gpuJsFile: string): Promise<GraphicsReport> {
  const context = await acquireWebGpu(loadGpuJs('webgpu'), gpuJsFile);
  if (!('missing' in context)) return { state: 'available', renderer: adapterName(context.adapter.info) };
  return { state: 'no-device', message: context.missing };
}

async function report(engine: GraphicsEngine): Promise<GraphicsReport> {
  const file = locateGpuJs();
  if (file === undefined) return { state: 'no-package', name: 'gpu.js' };
  return engine === 'headlessgl' ? headlessGl(file) : webGpu(file);
}

const engine = process.argv[2] === 'headlessgl' ? 'headlessgl' : 'webgpu';
const found = await report(engine).catch(
  (error): GraphicsReport => ({ state: 'no-device', message: messageOf(error) }),
);
// A driver's own threads may keep the process alive.
process.send?.(found, () => process.exit(0));
