import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backend, Probe } from '../../src/backends/backend.js';
import { UnavailableError } from '../../src/backends/shared/errors.js';

import { UsageError } from '../../src/errors.js';

const available: Probe = { state: 'available', engine: 'e', device: 'd', precision: 'float32', threads: 1 };
const unavailable: Probe = { state: 'unavailable', engine: 'e', reason: 'no GPU', remedy: 'Buy one' };
const probes: string[] = [];
const backend = (name: string, role: Backend['role'], engines: string[], probe: Probe): Backend => ({
  name,
  role,
  engines,
  summary: '',
  async probe(engine) {
    probes.push(`${name}${engine === undefined ? '' : `:${engine}`}`);
    return probe;
  },
  open: () => Promise.reject(new Error('nothing opens here')),
});

vi.mock('../../src/backends/registry.js', () => {
  const all: Record<string, Backend> = {
    ts: backend('ts', 'contender', ['threads'], available),
    tfjs: backend('tfjs', 'contender', ['cuda', 'wasm'], unavailable),
    reference: backend('reference', 'oracle', ['float64'], available),
    null: backend('null', 'null', ['nothing'], available),
  };
  return { BACKEND_NAMES: Object.keys(all), loadBackend: async (name: string) => all[name] };
});

const { selectSubjects } = await import('../../src/cli/select-subjects.js');

beforeEach(() => {
  probes.length = 0;
});

describe('selectSubjects', () => {
  it.each([undefined, 'all'])('of %j takes everything but the oracle, and probes nothing', async (named) => {
    expect(await selectSubjects(named, undefined)).toEqual([
      { name: 'ts', role: 'contender' },
      { name: 'tfjs', role: 'contender' },
      { name: 'null', role: 'null' },
    ]);
    expect(probes).toEqual([]);
  });

  it('takes those named, in the order given', async () => {
    expect(await selectSubjects('null,ts', undefined)).toEqual([
      { name: 'null', role: 'null' },
      { name: 'ts', role: 'contender' },
    ]);
    expect(probes).toEqual(['null', 'ts']);
  });

  it('refuses one named that cannot run, with the remedy', async () => {
    const refused = selectSubjects('ts,tfjs', undefined);
    await expect(refused).rejects.toThrow(UnavailableError);
    await expect(refused).rejects.toThrow('tfjs is unavailable: no GPU. Buy one');
  });

  it('forces the engine of the one backend named', async () => {
    expect(await selectSubjects('ts', 'threads')).toEqual([
      { name: 'ts', role: 'contender', engine: 'threads' },
    ]);
    expect(probes).toEqual(['ts:threads']);
  });

  it.each([
    [
      'a name there is not',
      'tsjs',
      undefined,
      /^expected --backend to be one of ts, .*; got "tsjs" - did you mean/,
    ],
    [
      'the oracle',
      'ts,reference',
      undefined,
      /^reference is the oracle .*expected --backend to be one of ts, tfjs, null$/,
    ],
    ['an engine of every backend', undefined, 'wasm', /^expected --engine wasm with exactly one --backend/],
    ['an engine of all', 'all', 'wasm', /^expected --engine wasm with exactly one --backend/],
    ['an engine of two', 'ts,tfjs', 'wasm', /^expected --engine wasm with exactly one --backend/],
    [
      'an engine there is not',
      'tfjs',
      'wams',
      /^expected --engine of tfjs to be one of cuda, wasm; got "wams" - did you mean wasm\?$/,
    ],
  ])('refuses %s in one line, before it probes', async (_, named, engine, message) => {
    const refused = selectSubjects(named, engine);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    expect(probes).toEqual([]);
  });
});
