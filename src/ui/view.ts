import type { RunEvent } from '../results/events.js';

/** Shows a run while it goes on. Every view is drawn from the same stream of events and owns no fact. */
export interface View {
  handle(event: RunEvent): void;
  /** Settles when all is written and nothing more will be; what follows starts on a fresh line. */
  finish(): Promise<void>;
}
