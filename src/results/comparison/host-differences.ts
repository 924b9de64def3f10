import type { Fingerprint } from '../fingerprint.js';

/** A fact of the host in which two fingerprints differ. */
export interface HostDifference {
  readonly fact: string;
  readonly values: readonly string[];
}

/**
 * The facts that forbid comparing times taken at them: the machine, its system and the runtime. What else is of the
 * code, such as an engine's version or the commit, is what a comparison may be about.
 */
export function hostDifferences(fingerprints: readonly Fingerprint[]): HostDifference[] {
  const facts = fingerprints.map(factsOf);
  const names = new Set(facts.flatMap((fact) => Object.keys(fact)));
  return [...names].flatMap((fact) => {
    const values = [...new Set(facts.map((one) => one[fact] ?? 'unknown'))];
    return values.length > 1 ? [{ fact, values }] : [];
  });
}

function factsOf({ host, versions }: Fingerprint): Record<string, string> {
  return {
    host: host.name,
    cpu: host.cpu,
    cores: String(host.cores),
    'memory bytes': String(host.memoryBytes),
    os: host.os,
    arch: host.arch,
    node: versions.node ?? 'unknown',
    v8: versions.v8 ?? 'unknown',
  };
}
