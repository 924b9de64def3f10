import { ansiPaint, type Paint, plainPaint } from '../results/display/paint.js';

export interface OutputStyle {
  readonly width: number;
  readonly paint: Paint;
}

/**
 * How wide an output is and whether it takes colours. A pipe takes none and is `pipeWidth` columns wide: by default as
 * wide as what is written to it.
 */
export function outputStyle(
  pipeWidth = Number.POSITIVE_INFINITY,
  { isTTY, columns }: NodeJS.WriteStream = process.stdout,
): OutputStyle {
  return {
    width: isTTY && columns > 0 ? columns : pipeWidth,
    paint: isTTY && process.env.FORCE_COLOR !== '0' ? ansiPaint : plainPaint,
  };
}
