import { basename } from 'node:path';
import { UsageError } from '../../errors.js';
import { parsePositiveInteger, parseShare } from '../../parse/quantities.js';
import { profiledTiming } from '../../scheduling/llm/timing/profiled-timing.js';
import { readLayerProfile } from '../../scheduling/llm/timing/read-layer-profile.js';
import { kvBlocksBeside, rooflineTiming } from '../../scheduling/llm/timing/roofline.js';
import type { StepTiming } from '../../scheduling/llm/timing/step-timing.js';
import type { GridFlags } from '../grid-flags.js';
import { keptFile, once } from './kept-file.js';
import { parseDevice, parseModelShape } from './parse-shapes.js';

/** What vLLM takes of a device's memory unless it is told otherwise. */
const MEMORY_SHARE = 0.9;

/** How long a pass takes, and how much memory there is for keys and values. */
export interface Hardware {
  readonly text: string;
  /** @throws MlsError `unavailable` without the profile; DataError where it is damaged */
  readonly timing: () => Promise<StepTiming>;
  readonly kvBlocks: number;
}

/** A measured profile of layers, or the roofline of a device. @throws UsageError */
export function parseHardware(flags: GridFlags, blockTokens: number): Hardware {
  const model = parseModelShape(flags.text('model', 'llama-3.1-8b'));
  const directory = flags.optional('profile');
  const deviceText = flags.optional('device') ?? (directory === undefined ? 'a100-80gb' : undefined);
  const device = deviceText === undefined ? undefined : parseDevice(deviceText);
  const given = flags.optional('kv-blocks');
  if (given === undefined && device === undefined) {
    throw new UsageError(
      'expected --kv-blocks N (num_gpu_blocks of the server) or --device, whose memory says it, beside --profile; got neither',
    );
  }
  const kvBlocks =
    given !== undefined
      ? parsePositiveInteger('--kv-blocks', given)
      : device === undefined
        ? 0
        : kvBlocksBeside(model, device, { memoryShare: MEMORY_SHARE, blockTokens });
  if (kvBlocks < 1) {
    throw new UsageError(
      `expected a --device with room for keys and values beside the weights of --model; got ${deviceText}`,
    );
  }
  if (directory !== undefined) {
    if (flags.optional('roofline-share') !== undefined) {
      throw new UsageError('expected --roofline-share or --profile, which was measured; got both');
    }
    const timing = once(async () =>
      profiledTiming(await readLayerProfile(await keptFile('--profile', directory)), model.blocks),
    );
    return { text: basename(directory), timing, kvBlocks };
  }
  if (device === undefined) throw new UsageError('expected --profile or --device; got neither');
  const shareText = flags.text('roofline-share', '85%');
  const share = shareText === '100%' ? 1 : parseShare('--roofline-share', shareText);
  return {
    text: `roofline ${deviceText}`,
    timing: async () => rooflineTiming(model, device, share),
    kvBlocks,
  };
}
