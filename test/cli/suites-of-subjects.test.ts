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
  };
  return { BACKEND_NAMES: Object.keys(all), loadBackend: async (name: string) => all[name] };
});

const { selectSubjects } = await import('../../src/cli/select-subjects.js');

describe('a backend that serves some suites only', () => {
  it('is a subject of those', async () => {
    const names = (await selectSubjects(undefined, undefined, 'ann')).map(({ name }) => name);
    expect(names).toEqual(['ts', 'graphs']);
    expect(await selectSubjects('graphs', undefined, 'ann')).toHaveLength(1);
  });

  it.each([undefined, 'all'])('is not offered to others where %j is named', async (named) => {
    expect((await selectSubjects(named, undefined, 'knn')).map(({ name }) => name)).toEqual(['ts']);
    expect((await selectSubjects(named, undefined)).map(({ name }) => name)).toEqual(['ts']);
  });

  it('is refused by name there, saying what it does serve', async () => {
    const refused = selectSubjects('graphs', undefined, 'knn');
    await expect(refused).rejects.toThrow(UnavailableError);
    await expect(refused).rejects.toThrow(
      'graphs is unavailable: it has no path for mls bench knn. It serves mls bench ann.',
    );
  });
});
