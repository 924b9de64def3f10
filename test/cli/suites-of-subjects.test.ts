import { describe, expect, it, vi } from 'vitest';
import type { Backend, Probe } from '../../src/backends/backend.js';
import { UnavailableError } from '../../src/backends/shared/errors.js';

const available: Probe = { state: 'available', engine: 'e', device: 'd', precision: 'float32', threads: 1 };
const backend = (name: string, more: Partial<Backend> = {}): Backend => ({
  name,
  role: 'contender',
  engines: ['e'],
  summary: '',
  probe: async () => available,
  open: () => Promise.reject(new Error('nothing opens here')),
  ...more,
});

vi.mock('../../src/backends/registry.js', () => {
  const all: Record<string, Backend> = {
    ts: backend('ts'),
    graphs: backend('graphs', { suites: ['ann'], indexes: ['hnsw'] }),
    small: backend('small', { precisions: ['full', 'certified'] }),
  };
  return { BACKEND_NAMES: Object.keys(all), loadBackend: async (name: string) => all[name] };
});

const { selectSubjects } = await import('../../src/cli/select-subjects.js');

describe('a backend that serves some suites only', () => {
  it('is a subject of those', async () => {
    const names = (await selectSubjects(undefined, undefined, { suite: 'ann' })).map(({ name }) => name);
    expect(names).toEqual(['ts', 'graphs', 'small']);
    expect(await selectSubjects('graphs', undefined, { suite: 'ann' })).toHaveLength(1);
  });

  it.each([undefined, 'all'])('is not offered to others where %j is named', async (named) => {
    expect((await selectSubjects(named, undefined, { suite: 'knn' })).map(({ name }) => name)).toEqual([
      'ts',
      'small',
    ]);
    expect((await selectSubjects(named, undefined)).map(({ name }) => name)).toEqual(['ts', 'small']);
  });

  it('is refused by name there, saying what it does serve', async () => {
    const refused = selectSubjects('graphs', undefined, { suite: 'knn' });
    await expect(refused).rejects.toThrow(UnavailableError);
    await expect(refused).rejects.toThrow(
      'graphs is unavailable: it has no path for mls bench knn. It serves mls bench ann.',
    );
  });
});

describe('a precision that only some backends have', () => {
  const both = { precisions: ['full', 'certified'] } as const;
  const certified = { precisions: ['certified'] } as const;

  it('is asked of those, the others answering as they can', async () => {
    const subjects = await selectSubjects(undefined, undefined, both);
    expect(subjects.map(({ name, precisions }) => [name, precisions])).toEqual([
      ['ts', ['full']],
      ['small', ['full', 'certified']],
    ]);
  });

  it('leaves no cell to the others where it alone is asked for', async () => {
    const subjects = await selectSubjects(undefined, undefined, certified);
    expect(subjects.map(({ name, precisions }) => [name, precisions])).toEqual([
      ['ts', []],
      ['small', ['certified']],
    ]);
  });

  it('is refused of a backend that was named and has it not', async () => {
    await expect(selectSubjects('small,ts', undefined, certified)).rejects.toThrow(
      'ts is unavailable: it has no certified search. Those that have: small.',
    );
    expect(await selectSubjects('small,ts', undefined, both)).toHaveLength(2);
  });
});
