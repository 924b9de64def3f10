import type { RunEvent } from '../../results/events.js';

/** How cells that are computed one after another go. */
export interface ComputedView {
  handle(event: RunEvent): void;
  /** How far the cell called `label` is. */
  progress(label: string, done: number, total: number): void;
  /** Removes what was drawn; what follows starts on a fresh line. May be called again. */
  finish(): void;
}
