/**
 * Text as help shows it: lines of a paragraph run on, so that help can wrap them to the terminal's width. Indented lines
 * and empty ones stay.
 */
export function paragraphs(text: string): string {
  return text.replace(/(\S)\n(?=\S)/g, '$1 ');
}
