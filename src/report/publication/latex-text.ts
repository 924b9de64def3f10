const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  // In the encoding that LaTeX starts with, these are set as other signs.
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': "''",
  // Not as a ligature, nor as the optional argument of the line end before it.
  '[': '{[}',
  ']': '{]}',
  '–': '--',
  '—': '---',
  '·': '$\\cdot$',
  '×': '$\\times$',
  µ: '$\\mu$',
  μ: '$\\mu$',
  '≤': '$\\le$',
  '≥': '$\\ge$',
  '±': '$\\pm$',
  '²': '$^2$',
  '°': '$^\\circ$',
  '…': '\\dots{}',
  '‘': '`',
  '’': "'",
  '“': '``',
  '”': "''",
  '\u00a0': '~',
};

/** The last letter that pdflatex sets without a package. */
const LAST_LATIN = 0x17f;

/** Plain text as LaTeX that pdflatex compiles as it is: a letter beyond Latin is told by its number. */
export function latexText(text: string): string {
  return [...text.replaceAll(/\s+/g, ' ')].map(letter).join('');
}

function letter(char: string): string {
  const known = SPECIAL[char];
  if (known !== undefined) return known;
  const code = char.codePointAt(0) ?? 0;
  const isLatin = (code >= 0x20 && code < 0x7f) || (code > 0xa0 && code <= LAST_LATIN);
  return isLatin ? char : `(U+${code.toString(16).toUpperCase().padStart(4, '0')})`;
}
