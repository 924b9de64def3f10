import type { LiveSetup } from '../../../scheduling/live-setup.js';

const SHOWN = [1, 2, 4, 8];

/** One line: what a policy plans with, and where that is from. */
export function describeSetup(
  { policy, gpus, sloMs, planned, measured }: LiveSetup,
  isEmulated: boolean,
): string {
  const { latencyMs } = planned;
  const sizes = [...new Set([...SHOWN.filter((size) => size < latencyMs.length), latencyMs.length])];
  const batches = sizes.map((size) => `${size}: ${msText(latencyMs[size - 1] ?? 0)}`).join(', ');
  const { controlMs, responseMs, dataMsPerRequest } = measured.delays;
  const from = isEmulated
    ? 'of the emulated profile at its longest, with the search as measured at the start'
    : 'measured at the start, the longest of three';
  return (
    `${policy} plans for ${gpus} workers and ${sloMs} ms, with batches in ms of ${batches} (${from}); to a worker and back ` +
    `${msText(controlMs + responseMs)} ms and ${msText(dataMsPerRequest)} ms a request usually`
  );
}

function msText(ms: number): string {
  return String(Number(ms.toPrecision(3)));
}
