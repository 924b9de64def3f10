import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));

const versions = z.record(z.string(), z.string()).default({});
const dependencies = {
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
};
const manifest = z
  .object({ name: z.string(), version: z.string(), ...dependencies })
  .parse(read('package.json'));
const locked = z.object({ version: z.string().optional(), ...dependencies });
const lock = z
  .object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), locked) })
  .parse(read('package-lock.json'));

/** Where Node would look for `name` from the package at `path`, nearest first. */
function lookedUpAt(path: string, name: string): string[] {
  const at: string[] = [];
  for (
    let folder = path;
    folder !== '';
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    at.push(`${folder}/node_modules/${name}`);
  }
  return [...at, `node_modules/${name}`];
}

type Packages = Readonly<Record<string, z.infer<typeof locked>>>;

/** What packages of a lock need and the lock does not hold. */
function missingFrom(packages: Packages, kind: 'dependencies' | 'optionalDependencies'): string[] {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry[kind])
      .filter((name) => lookedUpAt(path, name).every((at) => packages[at] === undefined))
      .map((name) => `${path || manifest.name} needs ${name}`),
  );
}

describe('package-lock.json', () => {
  // npm leaves a platform's package out without a word when the registry lacks it, and `npm ci` then refuses the lock.
  it.each(['dependencies', 'optionalDependencies'] as const)('holds all %s of each package in it', (kind) => {
    expect(missingFrom(lock.packages, kind)).toEqual([]);
  });

  it('would be found wanting without one platform of an engine', () => {
    const platform = 'node_modules/@biomejs/cli-darwin-arm64';
    const { [platform]: left, ...rest } = lock.packages;
    expect(left).toBeDefined();
    expect(missingFrom(rest, 'optionalDependencies')).toEqual([
      'node_modules/@biomejs/biome needs @biomejs/cli-darwin-arm64',
    ]);
  });

  it('names no registry', () => {
    expect(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')).not.toMatch(
      /"resolved"/,
    );
  });

  it('has an integrity for every package, so that any registry gives the same bytes', () => {
    const entries = z
      .record(z.string(), z.looseObject({}))
      .parse(z.looseObject({}).parse(read('package-lock.json')).packages);
    const unsigned = Object.entries(entries).filter(
      ([path, entry]) =>
        path !== '' && entry.link !== true && entry.inBundle !== true && !('integrity' in entry),
    );
    expect(unsigned.map(([path]) => path)).toEqual([]);
  });

  it('is that of package.json', () => {
    const root = lock.packages[''];
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
      expect(root?.[kind]).toEqual(manifest[kind]);
      for (const [name, version] of Object.entries(manifest[kind])) {
        expect(`${name}@${lock.packages[`node_modules/${name}`]?.version}`).toBe(`${name}@${version}`);
      }
    }
  });
});

describe('package.json', () => {
  it('pins every dependency to one version', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });
});
