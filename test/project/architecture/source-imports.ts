/** One import of a source file, as it stands there. */
export interface Import {
  /** `./a.js`, `node:fs` or `ink`; of an opaque import the expression. */
  readonly specifier: string;
  /** `opaque`: a dynamic import of something that only a running program knows. */
  readonly kind: 'value' | 'type' | 'dynamic' | 'opaque';
}

const STRING_OR_COMMENT =
  /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const FROM = /\b(?:import|export)\s+(type\s)?([^'"`;()]*?)\bfrom\s*['"]([^'"]+)['"]/g;
const BARE = /\bimport\s*['"]([^'"]+)['"]/g;
const CALLED = /\b(?:import|require)\s*\(\s*(?:(['"])([^'"]+)\1|([^)\s][^)]*))/g;

/** The source without its comments, which may speak of imports and clocks. */
export function withoutComments(source: string): string {
  return source.replace(STRING_OR_COMMENT, (_, text: string | undefined) => text ?? ' ');
}

export function importsOf(source: string): Import[] {
  const code = withoutComments(source);
  const imports: Import[] = [];
  for (const [, type, names = '', specifier = ''] of code.matchAll(FROM)) {
    imports.push({ specifier, kind: type !== undefined || onlyTypes(names) ? 'type' : 'value' });
  }
  for (const [, specifier = ''] of code.matchAll(BARE)) imports.push({ specifier, kind: 'value' });
  for (const [, , specifier, expression = ''] of code.matchAll(CALLED)) {
    imports.push(
      specifier ? { specifier, kind: 'dynamic' } : { specifier: expression.trim(), kind: 'opaque' },
    );
  }
  return imports;
}

/** Whether every name between the braces is marked `type`. */
function onlyTypes(names: string): boolean {
  const braced = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1];
  const words = braced?.split(',').filter((name) => name.trim() !== '') ?? [];
  return words.length > 0 && words.every((name) => /^\s*type\s/.test(name));
}
