import { ARROWS, CLOCK_READERS, KERNELS, OPAQUE_IMPORTERS, PACKAGES, PURE } from './rules.js';
import { type Import, importsOf, withoutComments } from './source-imports.js';
import { resolveImport, type SourceFile } from './source-tree.js';

const CLOCK =
  /\bperformance\s*\.\s*(?:now|mark|measure|timeOrigin)\b|\bDate\s*\.\s*now\b|\bnew\s+Date\b|\bprocess\s*\.\s*(?:hrtime|uptime)\b|\bconsole\s*\.\s*time\b/;

/** Every breach of the rules in these files, one line each. */
export function breachesOf(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...importsOf(file.text).flatMap((found) => breachOf(file.path, found) ?? []),
    ...(readsClock(file) ? [`${file.path} reads the clock, which is the harness's`] : []),
  ]);
}

function breachOf(path: string, found: Import): string | undefined {
  if (found.kind === 'opaque') {
    const allowed = OPAQUE_IMPORTERS.some((place) => covers(place, path) && !isKernel(path));
    return allowed ? undefined : `${path} imports ${found.specifier}, which nobody can read here`;
  }
  const to = resolveImport(path, found);
  return to === undefined ? packageBreach(path, found.specifier) : arrowBreach(path, to, found.kind);
}

function packageBreach(path: string, specifier: string): string | undefined {
  if (isKernel(path) || PURE.some((place) => covers(place, path))) {
    return `${path} imports ${specifier}, and may import no package`;
  }
  for (const { packages, only } of PACKAGES) {
    const meant = packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    if (meant && !only.some((place) => covers(place, path))) {
      return `${path} imports ${specifier}, which is for ${only.join(' and ')} alone`;
    }
  }
  return undefined;
}

function arrowBreach(path: string, to: string, kind: Import['kind']): string | undefined {
  if (isKernel(path) && !isKernel(to)) return `${path} imports ${to}, and a kernel may import only kernels`;
  const arrow = ARROWS.find(({ from }) => covers(from, path));
  if (arrow === undefined) return `${path} is in a place that no rule covers`;
  const own = placeOf(arrow.from, path);
  if (covers(own, to) || arrow.to.some((place) => covers(place, to))) return undefined;
  if (!(arrow.typesOf ?? []).some((place) => covers(place, to))) return `${path} imports ${to}, and may not`;
  return kind === 'type' ? undefined : `${path} imports ${to}, and may import only its types`;
}

/** Whether a path lies at a place: a file, or anywhere below a folder. */
export function covers(place: string, path: string): boolean {
  const words = place.split('/');
  const parts = path.split('/');
  const matches = words.every(
    (word, i) => word === '' || word === parts[i] || (word === '*' && parts[i] !== undefined),
  );
  return matches && (place.endsWith('/') ? parts.length >= words.length : parts.length === words.length);
}

/** The place with its `*` filled in by a path that it covers. */
function placeOf(place: string, path: string): string {
  const parts = path.split('/');
  return place
    .split('/')
    .map((word, i) => (word === '*' ? (parts[i] ?? word) : word))
    .join('/');
}

function isKernel(path: string): boolean {
  return path.split('/').slice(0, -1).includes(KERNELS);
}

function readsClock({ path, text }: SourceFile): boolean {
  return CLOCK.test(withoutComments(text)) && !CLOCK_READERS.some(({ place }) => covers(place, path));
}
