/** Advance widths in ems, by kinds of characters that are about as wide, of DejaVu Sans: hardly a sans serif is wider. */
const WIDTHS: readonly (readonly [chars: RegExp, ems: number])[] = [
  [/[ijl'|]/, 0.28],
  [/[ftrI.,:;!()[\]{}/\\ -]/, 0.38],
  [/[mM%@]/, 0.95],
  [/[wW]/, 0.9],
  [/[A-Z]/, 0.7],
];
const OTHERS = 0.62;
const BOLD = 1.12;

/** How wide a line is set, in pixels: without a browser nobody else knows, and 0.8 em a character is far too wide. */
export function textWidth(text: string, fontSize: number, isBold = false): number {
  const ems = [...text].reduce((sum, char) => sum + emsOf(char), 0);
  return Math.ceil(ems * fontSize * (isBold ? BOLD : 1));
}

function emsOf(char: string): number {
  return WIDTHS.find(([chars]) => chars.test(char))?.[1] ?? OTHERS;
}
