import { createHash } from 'node:crypto';
import type { Fingerprint } from './fingerprint.js';

const DIGITS = 16;

/** A short name for a machine and its system, by which what was measured on it is kept. Renaming it changes nothing. */
export function hostKey({ host }: Pick<Fingerprint, 'host'>): string {
  const { name: _, ...machine } = host;
  return createHash('sha256').update(JSON.stringify(machine)).digest('hex').slice(0, DIGITS);
}
