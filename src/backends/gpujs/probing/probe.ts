import { availableParallelism, cpus } from 'node:os';
import type { EngineIdentity, Probe } from '../../backend.js';
import type { UnavailableError } from '../../shared/errors.js';
import type { EngineName } from '../engine-names.js';
import { GPU_JS_VERSION, loadGpuJs, locateGpuJs, missingGpuJs } from '../gpu-js.js';
import { probeGraphics } from './graphics-probe.js';
import type { GraphicsEngine, GraphicsReport } from './graphics-report.js';
import { deviceName } from './hardware.js';
import { headlessGlPackage } from './headless-gl-package.js';

const SETUP_GL = 'mls backends setup gpujs-headlessgl';

const OTHER_ENGINE = 'or choose --engine webasm';

const NO_DEVICE_REMEDY: Readonly<Record<GraphicsEngine, string>> = {
  webgpu: `Install a graphics driver (on Linux for Vulkan; Mesa 25 has a software one), ${OTHER_ENGINE}`,
  headlessgl: `Check that the X display has OpenGL (xvfb-run -a has a software one), ${OTHER_ENGINE}`,
};

function unavailable(engine: EngineName, reason: string, remedy: string): Probe {
  return { state: 'unavailable', engine, reason, remedy };
}

function unavailableFrom(engine: EngineName, error: UnavailableError): Probe {
  return unavailable(engine, error.reason, error.remedy);
}

function available(identity: EngineIdentity): Probe {
  return { state: 'available', ...identity };
}

/** Whether gpu.js itself loads, and has what the engine takes. */
function probeHost(engine: 'webasm' | 'cpu'): Probe {
  try {
    const { WebAssemblyKernel } = loadGpuJs(engine);
    if (engine === 'cpu' || WebAssemblyKernel.isSupported) return available(hostIdentity(engine));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return unavailable(engine, `gpu.js does not load: ${why}`, `npm install gpu.js@${GPU_JS_VERSION}`);
  }
  return unavailable(
    engine,
    'this Node has no WebAssembly',
    'run Node without --jitless, or choose --engine cpu',
  );
}

function hostIdentity(engine: 'webasm' | 'cpu'): EngineIdentity {
  return {
    engine,
    device: cpus()[0]?.model.trim() || process.arch,
    // The CPU mode sums in float64 but returns float32, which is what candidates are selected by.
    precision: 'float32',
    threads: engine === 'webasm' ? availableParallelism() : 1,
  };
}

function fromReport(engine: GraphicsEngine, report: GraphicsReport): Probe {
  switch (report.state) {
    case 'available':
      return available({ engine, device: deviceName(report.renderer), precision: 'float32', threads: 1 });
    case 'no-package':
      return unavailable(
        engine,
        `the package ${report.name} is not installed`,
        `npm install gpu.js@${GPU_JS_VERSION}`,
      );
    case 'not-loading':
      return unavailable(engine, `the native part of gl does not load: ${report.message}`, SETUP_GL);
    case 'no-device':
      return unavailable(engine, report.message, NO_DEVICE_REMEDY[engine]);
  }
}

/** What stands in the way of headless-gl that can be seen without starting it, which prints errors where it fails. */
function headlessGlObstacle(gpuJsFile: string): Probe | undefined {
  const engine = 'headlessgl';
  switch (headlessGlPackage(gpuJsFile)) {
    case 'missing':
      return unavailable(engine, 'the package gl is not installed', SETUP_GL);
    case 'not-built':
      return unavailable(engine, 'the native part of the package gl is not built', SETUP_GL);
    case 'built':
      if (process.platform !== 'linux' || process.env.DISPLAY) return undefined;
      return unavailable(engine, 'there is no X display (DISPLAY is not set)', 'xvfb-run -a mls ...');
  }
}

const reports = new Map<GraphicsEngine, Promise<GraphicsReport>>();

/** A driver does not come or go while a process runs, so it is asked once. */
function reportOn(engine: GraphicsEngine): Promise<GraphicsReport> {
  const known = reports.get(engine) ?? probeGraphics(engine);
  reports.set(engine, known);
  return known;
}

/** Whether one engine can run here. Never throws. */
export async function probeEngine(engine: EngineName): Promise<Probe> {
  const file = locateGpuJs();
  if (file === undefined) return unavailableFrom(engine, missingGpuJs(engine));
  switch (engine) {
    case 'cpu':
    case 'webasm':
      return probeHost(engine);
    case 'headlessgl':
      return headlessGlObstacle(file) ?? fromReport(engine, await reportOn(engine));
    case 'webgpu':
      return fromReport(engine, await reportOn(engine));
  }
}
