import { formatBytes, formatCount } from '../results/display/quantity.js';
import type { Stage } from '../results/run-state.js';

/** Between 0 and 1; 0 while the whole is unknown. */
export function shareOf({ done, total }: Stage): number {
  return total === null || total <= 0 ? 0 : Math.min(1, Math.max(0, done / total));
}

/** `11.0 of 55.0 MiB  20 %`, `20 of 50 queries  40 %`, `81.2 MiB`. */
export function amountText(stage: Stage): string {
  const { total } = stage;
  if (total === null) return doneText(stage);
  const whole = doneText({ ...stage, done: total });
  const [done, unit] = doneText(stage).split(' ');
  // The unit stands once where both have it.
  const part = whole.endsWith(` ${unit}`) ? done : `${done} ${unit}`;
  return `${part} of ${whole}  ${Math.floor(shareOf(stage) * 100)} %`;
}

/** `55.0 MiB`, `50 queries`. */
export function doneText({ done, unit }: Stage): string {
  return unit === 'bytes' ? formatBytes(done) : `${formatCount(done)} ${unit}`;
}
