import { setTimeout as sleep } from 'node:timers/promises';
import { seededUniform } from '../../../stats/random.js';
import type { Generator } from '../../pipeline/generator.js';
import type { EmulatedProfile } from '../../tier.js';
import { profileMs } from './latency-profile.js';

const JITTER_SEED = 42;

/**
 * Takes the time that a profile says and answers with words of the prompt, the same for the same prompt. Nothing is
 * computed meanwhile, so that batches of several workers on one CPU go on side by side as on devices of their own, or as
 * slowly as on one that they share, where the profile says so.
 */
export function emulatedGenerator(profile: EmulatedProfile, instances: () => number = () => 1): Generator {
  const uniform = seededUniform(JITTER_SEED);
  return {
    identity: 'emulated',
    async generate(prompts, maxTokens, signal) {
      const factor = 1 + profile.jitter * (2 * uniform() - 1);
      await sleep(profileMs(profile, prompts.length, instances()) * factor, undefined, { signal });
      return prompts.map((prompt) => textFor(prompt, maxTokens));
    },
    async close() {},
  };
}

/** The first words of the context, which is what a model would have read. */
function textFor(prompt: string, maxTokens: number): string {
  const context = /\nContext:\n([\s\S]*)\nAnswer:$/.exec(prompt)?.[1] ?? prompt;
  const words = context.split(/\s+/).filter((word) => word !== '');
  return `(emulated) ${words.slice(0, maxTokens).join(' ')}`;
}
