import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latexText } from '../../../src/report/publication/latex-text.js';

describe('text for LaTeX', () => {
  it.each([
    ['50 % of C# & a_b', '50 \\% of C\\# \\& a\\_b'],
    ['~x^2 {y} $z\\', '\\textasciitilde{}x\\textasciicircum{}2 \\{y\\} \\$z\\textbackslash{}'],
    ['12.3 µs – 0.7× [1, 2]', '12.3 $\\mu$s -- 0.7$\\times$ {[}1, 2{]}'],
    ['a < b | c', 'a \\textless{} b \\textbar{} c'],
    ['Müller 中', 'Müller (U+4E2D)'],
    ['line\nbreak', 'line break'],
  ])('sets %j', (text, latex) => {
    expect(latexText(text)).toBe(latex);
  });

  it('leaves nothing that pdflatex would stumble on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const latex = latexText(text);
        expect(latex).toMatch(/^[\x20-\x7e\u00a1-\u017f]*$/);
        const bare = latex.replaceAll(/\\[a-zA-Z]+|\\[{}$&#%_]|\$[^$]*\$/g, '');
        expect(bare.replaceAll(/\{\[?\]?\}|~/g, '')).not.toMatch(/[\\{}$&#%_^~]/);
      }),
    );
  });
});
