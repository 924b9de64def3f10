import { availableParallelism, cpus } from 'node:os';
import type { Probe } from '../../backend.js';
import { ENGINE_NAMES, type EngineName } from '../engine-names.js';
import { missingFiles } from './installed-provider.js';
import { checkIsolated } from './isolated-check.js';
import { checkProvider } from './provider-check.js';
import type { ProviderReport } from './provider-report.js';
import { plainMessage, REMEDIES } from './reasons.js';

/** Adapters that compute on the CPU. */
const SOFTWARE = /llvmpipe|lavapipe|swiftshader|software|basic render/i;
const UNNAMED = 'an adapter whose name onnxruntime does not tell';

const reports = new Map<EngineName, Promise<ProviderReport>>();

/** A driver does not come or go while a process runs, so it is asked once. */
function reportOn(engine: EngineName): Promise<ProviderReport> {
  const known = reports.get(engine) ?? (engine === 'cpu' ? checkHere() : checkIsolated(engine));
  reports.set(engine, known);
  return known;
}

/** The CPU provider needs no driver that could crash. */
async function checkHere(): Promise<ProviderReport> {
  try {
    await checkProvider('cpu');
    return { state: 'works', device: cpus()[0]?.model.trim() || process.arch };
  } catch (error) {
    return { state: 'fails', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether one provider can run here. Never throws. */
export async function probeEngine(engine: EngineName): Promise<Probe> {
  const missing = missingFiles(engine);
  if (missing !== undefined) return { state: 'unavailable', engine, ...missing };
  const report = await reportOn(engine);
  if (report.state === 'fails') {
    return { state: 'unavailable', engine, reason: plainMessage(report.message), remedy: REMEDIES[engine] };
  }
  const { device = UNNAMED } = report;
  const threads = engine === 'cpu' ? availableParallelism() : 1;
  return { state: 'available', engine, device: named(device), precision: 'float32', threads };
}

function named(device: string): string {
  return SOFTWARE.test(device) ? `${device} [software, no GPU]` : device;
}

/** The first provider that makes sense: WebGPU on the CPU, or on who knows what, runs only when it is asked for by name. */
export async function probeBest(): Promise<Probe> {
  let last: Probe | undefined;
  for (const engine of ENGINE_NAMES) {
    last = await probeEngine(engine);
    if (last.state === 'unavailable') continue;
    if (engine !== 'webgpu' || (last.device !== UNNAMED && !SOFTWARE.test(last.device))) return last;
  }
  return last ?? unknownEngine('any');
}

export function unknownEngine(engine: string): Probe {
  const remedy = `Choose one of ${ENGINE_NAMES.join(', ')}.`;
  return { state: 'unavailable', engine, reason: `onnx has no engine ${engine}`, remedy };
}
