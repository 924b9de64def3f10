import { UsageError } from '../../errors.js';

/** What the host adds to each iteration: told, or fitted to a log. */
export type HostOverhead =
  | { readonly kind: 'told'; readonly text: string; readonly ms: number }
  | { readonly kind: 'fitted'; readonly text: string };

/** `1.1`, or `fit`. @throws UsageError */
export function parseHostOverhead(text: string): HostOverhead {
  if (text === 'fit') return { kind: 'fitted', text };
  const ms = text.trim() === '' ? Number.NaN : Number(text);
  if (ms >= 0 && ms < 1e6) return { kind: 'told', text, ms };
  throw new UsageError(
    `expected --host-overhead-ms to be milliseconds such as 1, or fit, which fits it to the first half of --requests; got "${text}"`,
  );
}
