import { cpus } from 'node:os';
import type { Backend, EngineIdentity, Probe } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';

const ENGINE = 'hnsw';

/** The library `usearch`, for its HNSW: a graph of neighbours, searched by walking it. */
export const backend: Backend = {
  name: 'usearch',
  role: 'contender',
  summary: 'HNSW of the native library usearch: approximate search only',
  engines: [ENGINE],
  suites: ['ann'],
  indexes: ['hnsw'],
  probe,
  async open(options) {
    const found = await probe(options.engine);
    if (found.state === 'unavailable') {
      throw new UnavailableError(`usearch on ${found.engine}`, found.reason, found.remedy);
    }
    const { openEngine } = await import('./engine.js');
    return openEngine(identity(options.threads), options);
  },
};

async function probe(engine: string = ENGINE): Promise<Probe> {
  if (engine !== ENGINE) {
    return { state: 'unavailable', engine, reason: 'usearch has no such engine', remedy: `Use ${ENGINE}.` };
  }
  try {
    const { loadUsearch } = await import('./native.js');
    loadUsearch();
  } catch (error) {
    return { state: 'unavailable', engine, ...whyNot(error) };
  }
  return { state: 'available', ...identity(1) };
}

function whyNot(error: unknown): { readonly reason: string; readonly remedy: string } {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'MODULE_NOT_FOUND') {
    return {
      reason: 'the package usearch is not installed',
      remedy: 'Run npm install with --include=optional.',
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const reason = `its binary does not load: ${message.split('\n')[0]}`;
  return { reason, remedy: 'npm rebuild usearch --foreground-scripts builds it from source.' };
}

function identity(threads: number): EngineIdentity {
  const device = cpus()[0]?.model.trim() ?? 'CPU';
  return { engine: ENGINE, device, precision: 'float32', threads };
}
