import { cpus } from 'node:os';

export function cpuModel(): string {
  return cpus()[0]?.model.trim() || process.arch;
}
