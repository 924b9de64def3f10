import { UnavailableError } from '../../backends/shared/errors.js';
import type { Model } from './model.js';

const REMEDY =
  'Serve it with a server that has it, and name that: --model http://HOST:PORT/v1#CHAT,EMBEDDING (llama.cpp, vLLM, Ollama)';

/** A model with a name of its own that nothing here can run yet, which its probe says. */
export function notBuilt(name: string, summary: string, reason: string): Model {
  return {
    name,
    summary,
    async probe() {
      return { state: 'unavailable', reason, remedy: REMEDY };
    },
    async open() {
      throw new UnavailableError(`model ${name}`, reason, REMEDY);
    },
  };
}
