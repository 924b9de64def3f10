import stringWidth from 'string-width';

/**
 * Joins `parts` by `separator` into lines of at most `width` columns of a terminal, later lines indented; a part is never
 * broken.
 */
export function wrapParts(parts: readonly string[], separator: string, width: number, indent = ''): string {
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    const longer = line === undefined ? part : `${line}${separator}${part}`;
    if (line === undefined || stringWidth(longer) > width)
      lines.push(line === undefined ? part : `${indent}${part}`);
    else lines[lines.length - 1] = longer;
  }
  return lines.join('\n');
}
