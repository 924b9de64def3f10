import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BACKEND_NAMES, loadBackend } from '../../src/backends/registry.js';
import { isComputedSuite, loadComputedSuite } from '../../src/suites/computed-registry.js';
import { isSuiteName, loadSuite } from '../../src/suites/registry.js';
import { breachesOf } from './architecture/breaches.js';
import { cyclesOf } from './architecture/cycles.js';
import { MOST_LINES, MOST_MEDIAN_LINES, VAGUE_NAMES } from './architecture/rules.js';
import { importsOf } from './architecture/source-imports.js';
import { edgesOf, readSourceTree, resolveImport, SRC } from './architecture/source-tree.js';

const files = readSourceTree();

describe('the sources', () => {
  it('import only what the design lets them', () => {
    expect(breachesOf(files)).toEqual([]);
  });

  it('have no circle of imports', () => {
    expect(cyclesOf(edgesOf(files)).map((cycle) => cycle.join(' -> '))).toEqual([]);
  });

  it('import only files that are there', () => {
    const paths = new Set(files.map(({ path }) => path));
    const missing = files.flatMap(({ path, text }) =>
      importsOf(text).flatMap((found) => {
        const to = resolveImport(path, found);
        const there = to === undefined || found.kind === 'opaque' || to.endsWith('.json');
        return there || paths.has(to) || paths.has(`${to}x`) ? [] : [`${path} imports ${found.specifier}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  it('are many small files', () => {
    const lines = files.map(({ text }) => text.trimEnd().split('\n').length).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(MOST_MEDIAN_LINES);
    const long = files
      .filter(({ text }) => text.trimEnd().split('\n').length > MOST_LINES)
      .map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it('are named for what they are', () => {
    const vague = files.filter(({ path }) =>
      path
        .split('/')
        .some((name) => name.split(/[-.]/).some((word) => VAGUE_NAMES.includes(word.toLowerCase()))),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });
});

describe('the registries', () => {
  const foldersOf = (place: string, besides: readonly string[]) =>
    readdirSync(`${SRC}${place}`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !besides.includes(entry.name))
      .map(({ name }) => name)
      .sort();

  it('list every folder of backends, and nothing that has no folder', () => {
    expect([...BACKEND_NAMES].sort()).toEqual(foldersOf('backends', ['shared', 'setup']));
  });

  it.each(BACKEND_NAMES)('name the backend %s as its folder is named', async (name) => {
    expect(existsSync(`${SRC}backends/${name}/index.ts`)).toBe(true);
    expect((await loadBackend(name)).name).toBe(name);
  });

  it('list every folder of suites under its own name, and nothing that has no folder', async () => {
    // Tiers are sent load by its generator, not rounds by the harness.
    const folders = foldersOf('suites', ['serving']);
    const listed = ['suites/registry.ts', 'suites/computed-registry.ts'].flatMap((place) => {
      const registry = files.find(({ path }) => path === place);
      return importsOf(registry?.text ?? '').flatMap(({ specifier, kind }) =>
        kind === 'dynamic' ? [specifier.split('/')[1]] : [],
      );
    });
    expect(listed.sort()).toEqual(folders);
    for (const name of folders) {
      if (isComputedSuite(name)) expect((await loadComputedSuite(name)).name).toBe(name);
      else if (isSuiteName(name)) expect((await loadSuite(name)).name).toBe(name);
      else throw new Error(`no suite is called ${name}`);
    }
  });
});

describe('the checker of imports', () => {
  const breachesIn = (path: string, text: string) => breachesOf([{ path, text }]);

  it.each([
    ['stats/a.ts', "import { a } from '../results/row.js';"],
    ['stats/a.ts', "import { a } from 'node:fs';"],
    ['results/a.ts', "export { a } from '../harness/clock.js';"],
    ['report/a.ts', "import type { Cell } from '../suites/suite.js';"],
    ['ui/a.tsx', "const a = () => import('../harness/benchmark.js');"],
    ['backends/ts/a.ts', "import { a } from '../tfjs/index.js';"],
    ['backends/ts/a.ts', "import type { Clock } from '../../harness/clock.js';"],
    ['backends/ts/a.ts', "import { UsageError } from '../../errors.js';"],
    ['backends/shared/a.ts', "import { a } from '../ts/index.js';"],
    ['datasets/a.ts', "import { METRICS } from '../backends/backend.js';"],
    ['suites/knn/a.ts', "import { a } from '../../backends/shared/block-engine.js';"],
    ['suites/knn/a.ts', "import { a } from '../../harness/clock.js';"],
    ['harness/a.ts', "import { backend } from '../backends/ts/index.js';"],
    ['cli/a.ts', "import { a } from '../backends/tfjs/engines/wasm.js';"],
    ['commands/bench/a.ts', "const a = await import('../../backends/ts/index.js');"],
    ['commands/bench/a.ts', "import {\n  a,\n  b,\n} from '../../backends/ts/index.js';"],
    ['harness/a.ts', "import { a } from '../cli/near-path.js';"],
    ['suites/a.ts', "import BenchKnn from '../commands/bench/knn.js';"],
    ['backends/ts/kernels/a.ts', "import type { Rows } from '../../backend.js';"],
    ['backends/ts/kernels/a.ts', "import os from 'node:os';"],
    ['ui/a.ts', "import Table from 'cli-table3';"],
    ['cli/a.ts', "const chart = await import('asciichart');"],
    ['cli/a.ts', "import 'ink';"],
    ['report/a.ts', "import { jsx } from 'react/jsx-runtime';"],
    ['harness/a.ts', "import { Flags } from '@oclif/core';"],
    ['cli/a.ts', 'const a = await import(`../backends/$' + '{name}/index.js`);'],
    ['results/a.ts', 'const at = Date.now();'],
    ['backends/ts/a.ts', 'const started = performance.now();'],
    ['ui/a.ts', 'const at = new Date();'],
    ['datasets/a.ts', 'const at = process.hrtime.bigint();'],
    ['elsewhere/a.ts', "import { a } from '../errors.js';"],
  ])('flags, in %s, %s', (path, text) => {
    expect(breachesIn(path, text)).toHaveLength(1);
  });

  it.each([
    ['stats/a.ts', "import { a } from './quantile.js';"],
    ['backends/ts/deep/a.ts', "import { a } from '../other/b.js';"],
    ['backends/ts/a.ts', "import { a } from '../shared/block-engine.js';"],
    ['backends/ts/a.ts', 'const engine = await import(pathToFileURL(path).href);'],
    ['backends/ts/kernels/a.ts', "import { a } from '../../shared/kernels/b.js';"],
    ['datasets/a.ts', "import { type Rows, type VectorSource } from '../backends/backend.js';"],
    ['suites/knn/a.ts', "import { EXACT_DISTANCE } from '../../backends/shared/exact-distance.js';"],
    ['harness/a.ts', 'const at = performance.now();'],
    ['commands/a.ts', "// Never import('ink') here, nor read Date.now().\nimport { a } from '../cli/b.js';"],
    ['report/a.ts', "import Table from 'cli-table3';"],
  ])('lets pass, in %s, %s', (path, text) => {
    expect(breachesIn(path, text)).toEqual([]);
  });

  it('flags a circle, and a longer one once', () => {
    const file = (path: string, ...to: string[]) => ({
      path,
      text: to.map((name) => `import { a } from './${name}.js';`).join('\n'),
    });
    const cycles = cyclesOf(
      edgesOf([file('a.ts', 'b'), file('b.ts', 'c'), file('c.ts', 'a', 'd'), file('d.ts')]),
    );
    expect(cycles).toEqual([['a.ts', 'b.ts', 'c.ts', 'a.ts']]);
  });
});
