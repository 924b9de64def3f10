import { afterAll, beforeAll } from 'vitest';
import type { Engine, OpenOptions } from '../../../src/backends/backend.js';
import type { EngineUnderTest } from '../engines-under-test.js';

/** An engine for the cases of the describe block it is called in, closed after them. */
export function openedEngine(under: EngineUnderTest, options?: Partial<OpenOptions>): () => Engine {
  let engine: Engine | undefined;
  beforeAll(async () => {
    engine = await under.open(options);
  });
  afterAll(() => engine?.close());
  return () => {
    if (engine === undefined) throw new Error(`${under.name} did not open`);
    return engine;
  };
}
