import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pinToCore } from '../../serving/generator/cores.js';

const run = promisify(execFile);
const CHILD = fileURLToPath(new URL('../one-run.js', import.meta.url));

/** One simulation in a process of its own; what it measured of itself. */
export async function runApart(policy, { requests, rps }) {
  // What this process starts stays on its core.
  pinToCore(process.pid, 0);
  const { stdout } = await run(process.execPath, [CHILD, policy, String(requests), String(rps)]);
  return JSON.parse(stdout);
}
