import type { Row } from '../../results/columns.js';

/** What a load and its tier do at the moment. Rates are of the time since the last report. */
export interface ServingFigures {
  readonly atMs: number;
  readonly offeredRps: number;
  readonly achievedRps: number;
  readonly inFlight: number;
  /** Null where the tier has not said. */
  readonly queue: number | null;
  readonly batch: number | null;
  readonly instances: number | null;
  /** NaN where nothing was answered. */
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly refused: number;
  readonly failed: number;
}

/** One load: a rate that a tier is sent. */
export interface ServingLoad {
  readonly subject: string;
  readonly rate: number;
  readonly lengthMs: number;
}

/** Shows a ramp of rates while it goes on; it draws, and knows nothing that it was not told. */
export interface ServingView {
  /** Something before or between loads, such as a tier that starts; an empty text ends it. */
  stage(text: string): void;
  begin(load: ServingLoad): void;
  update(figures: ServingFigures): void;
  /** The row of a load that has ended, or that is not sent. */
  finished(subject: string, row: Row): void;
  /** Something that the user should know. */
  note(text: string): void;
  /** Settles when nothing more will be drawn. */
  finish(): Promise<void>;
}
