/** A part of a model's run for one query: its segments from `start` to before `end`. */
export interface Segments {
  readonly model: number;
  readonly start: number;
  readonly end: number;
  readonly batch: number;
  /** 0 for models without a sequence. */
  readonly sequence: number;
}
