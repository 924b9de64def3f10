import { relative } from 'node:path';

/** A path as it is shortest to read: from the current folder where it lies below it. */
export function nearPath(path: string): string {
  const near = relative('.', path);
  return near.startsWith('..') ? path : near;
}
