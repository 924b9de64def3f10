import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const EXACT = ['Math.imul', 'Math.clz32', 'Math.sqrt', 'Math.fround', 'Math.floor', 'Math.SQRT2', 'Math.LN2'];

describe('kernels of the synthetic datasets', () => {
  it.each([
    'row-stream',
    'normal-quantile',
    'normal-table',
    'uniform-rows',
    'gaussian-rows',
    'clustered-rows',
  ])('%s uses no operation whose last bit depends on the engine', (name) => {
    const source = readFileSync(new URL(`../../../src/datasets/kernels/${name}.ts`, import.meta.url), 'utf8');
    const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const used = [...code.matchAll(/Math\.\w+|\*\*/g)].map(([found]) => found);
    expect(used.filter((found) => !EXACT.includes(found))).toEqual([]);
  });
});
