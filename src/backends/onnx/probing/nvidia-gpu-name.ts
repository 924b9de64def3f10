import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The first GPU that CUDA sees, as the driver's own tool names it; undefined where there is none. */
export async function nvidiaGpuName(): Promise<string | undefined> {
  const query = ['--query-gpu=name', '--format=csv,noheader'];
  const first = process.env.CUDA_VISIBLE_DEVICES?.split(',')[0];
  if (first !== undefined && first !== '') query.push('--id', first);
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', query, { timeout: 10_000 });
    return stdout.split('\n')[0]?.trim() || undefined;
  } catch {
    return undefined;
  }
}
