import { UnavailableError } from '../../shared/errors.js';
import type { EngineModule } from '../runtime.js';
import { cpu } from './cpu.js';
import { cuda, node } from './native.js';
import { wasm } from './wasm.js';

/** Best first. */
const ENGINES: readonly EngineModule[] = [cuda, node, wasm, cpu];

export const ENGINE_NAMES = ENGINES.map(({ name }) => name);

/** The result of `attempt` on the engine called `name`, or without one on the first where it does not fail. */
export async function onFirstEngine<T>(
  name: string | undefined,
  attempt: (engine: EngineModule) => Promise<T>,
): Promise<T> {
  const wanted = name === undefined ? ENGINES : ENGINES.filter((engine) => engine.name === name);
  const failures: UnavailableError[] = [];
  for (const engine of wanted) {
    try {
      return await attempt(engine);
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (first === undefined) {
    throw new UnavailableError(
      'tfjs',
      `it has no engine ${name}`,
      `Its engines are ${ENGINE_NAMES.join(', ')}.`,
    );
  }
  if (failures.length === 1) throw first;
  const reasons = failures.map((failure, i) => `${wanted[i]?.name}: ${failure.reason}`);
  throw new UnavailableError('tfjs', reasons.join('; '), first.remedy, { cause: first });
}
