import { ansiPaint, type Paint, plainPaint } from '../results/display/paint.js';

/** How wide stdout is and whether it takes colours: a pipe is as wide as what is written to it, and takes none. */
export function outputStyle(): { readonly width: number; readonly paint: Paint } {
  const { isTTY, columns } = process.stdout;
  return {
    width: isTTY && columns > 0 ? columns : Number.POSITIVE_INFINITY,
    paint: isTTY && process.env.FORCE_COLOR !== '0' ? ansiPaint : plainPaint,
  };
}
