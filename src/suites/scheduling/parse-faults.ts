import { UsageError } from '../../errors.js';
import { parseDurationMs, parseInteger } from '../../parse/quantities.js';
import type { Fault } from '../../scheduling/simulation/simulation.js';

/** `none`, or GPUs that fail and when: `0@2s-3s,5@4s`, for good where no end is given. @throws UsageError */
export function parseFaults(
  text: string,
  gpus: number,
): { readonly text: string; readonly faults: readonly Fault[] } {
  const faults = text === 'none' ? [] : text.split(',').map((word) => faultOf(word.trim(), text));
  const stranger = faults.find(({ gpu }) => gpu >= gpus);
  if (stranger === undefined) return { text, faults };
  throw new UsageError(
    `expected --faults of GPUs 0 to ${gpus - 1}, as --gpus has them; got GPU ${stranger.gpu}`,
  );
}

function faultOf(word: string, text: string): Fault {
  const match = /^(\d+)@([^-]+?)(?:-([^-]+))?$/.exec(word);
  const [, gpu, down, up] = match ?? [];
  if (gpu === undefined || down === undefined) {
    throw new UsageError(
      `expected --faults to be none or GPU@FROM-TO, such as 0@2s-3s,5@4s (for good); got "${text}"`,
    );
  }
  const downMs = down === '0' ? 0 : parseDurationMs('--faults', down);
  const upMs = up === undefined ? Number.POSITIVE_INFINITY : parseDurationMs('--faults', up);
  if (upMs > downMs) return { gpu: parseInteger('--faults', gpu, 0), downMs, upMs };
  throw new UsageError(`expected --faults to end after they begin, such as 0@2s-3s; got "${word}"`);
}
