import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Import, importsOf } from './source-imports.js';

export const SRC = fileURLToPath(new URL('../../../src/', import.meta.url));

export interface SourceFile {
  /** Path relative to src, such as `harness/clock.ts`. */
  readonly path: string;
  readonly text: string;
}

export function readSourceTree(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(`${SRC}${path}`, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** An import of a file of src by another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: Import['kind'];
}

/** A relative import as a path relative to src; undefined for a package's or Node's. */
export function resolveImport(from: string, { specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  return path.endsWith('.js') ? `${path.slice(0, -3)}.ts` : path;
}

/** Every import of one source file by another that is there, `.tsx` found under its `.js` name. */
export function edgesOf(files: readonly SourceFile[]): Edge[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap(({ path: from, text }) =>
    importsOf(text).flatMap((found) => {
      const to = resolveImport(from, found);
      const there = [to, `${to}x`].find((path) => path !== undefined && paths.has(path));
      return there === undefined ? [] : [{ from, to: there, kind: found.kind }];
    }),
  );
}
