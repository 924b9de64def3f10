import { UsageError } from '../../errors.js';
import { parseDurationMs } from '../../parse/quantities.js';
import { type Delays, NO_DELAYS } from '../../scheduling/policy.js';

const PARTS = { control: 'controlMs', data: 'dataMsPerRequest', response: 'responseMs' } as const;

/** `none`, or some of `control=0.1ms,data=0.01ms,response=0.5ms`. @throws UsageError */
export function parseDelays(text: string): { readonly text: string; readonly delays: Delays } {
  if (text === 'none') return { text, delays: NO_DELAYS };
  const delays: { -readonly [name in keyof Delays]: number } = { ...NO_DELAYS };
  for (const word of text.split(',')) {
    const [name = '', value, ...rest] = word.trim().split('=');
    if (!isPart(name) || value === undefined || rest.length > 0) {
      throw new UsageError(
        `expected --delays to be none or parts such as control=0.1ms,data=0.01ms,response=0.5ms; got "${text}"`,
      );
    }
    delays[PARTS[name]] = value === '0' ? 0 : parseDurationMs('--delays', value);
  }
  return { text, delays };
}

function isPart(name: string): name is keyof typeof PARTS {
  return Object.hasOwn(PARTS, name);
}
