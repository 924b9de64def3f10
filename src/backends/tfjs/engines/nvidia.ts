import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface NvidiaGpu {
  readonly name: string;
  readonly freeBytes: number;
}

/** The GPU that CUDA would take first, as the driver's own tool tells it; undefined where there is none. */
export async function firstNvidiaGpu(): Promise<NvidiaGpu | undefined> {
  const query = ['--query-gpu=name,memory.free', '--format=csv,noheader,nounits'];
  // CUDA_VISIBLE_DEVICES speaks the tool's language: indices or UUIDs, the first being CUDA's device 0.
  const first = process.env.CUDA_VISIBLE_DEVICES?.split(',')[0];
  if (first !== undefined && first !== '') query.push('--id', first);
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', query, { timeout: 10_000 });
    return parseGpu(stdout);
  } catch {
    return undefined;
  }
}

export function parseGpu(csv: string): NvidiaGpu | undefined {
  const match = /^(.+), (\d+)$/m.exec(csv);
  if (match === null) return undefined;
  const [, name = '', mebibytes] = match;
  return { name: name.trim(), freeBytes: Number(mebibytes) * 2 ** 20 };
}
