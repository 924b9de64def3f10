import { styleText } from 'node:util';

export type Tint = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';

/** Colours a piece of text, or does not: the caller decides once, by NO_COLOR and the terminal. */
export type Paint = (tint: Tint, text: string) => string;

export const plainPaint: Paint = (_, text) => text;

// Later Node versions would look at stdout and drop the colour; whether there is any is already decided.
export const ansiPaint: Paint = (tint, text) => styleText(tint, text, { validateStream: false });
