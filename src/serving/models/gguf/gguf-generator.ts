import { basename } from 'node:path';
import { DataError } from '../../../errors.js';
import type { Generator } from '../../pipeline/generator.js';
import { NEXT_QUESTION } from '../../pipeline/prompt.js';
import type { OpenModelTools } from '../model.js';
import { promptRoom } from '../prompt-room.js';
import { loadRuntime } from './find-runtime.js';
import { ggufFault } from './gguf-file.js';
import type { LlamaModel, LlamaSequence } from './node-llama-cpp.js';

/** Texts under way at once, each with room for a context of its own in memory. Further prompts take the place of those done. */
const SEQUENCES = 8;
const CONTEXT_TOKENS = 1024;

/**
 * Greedy generation by llama.cpp on the CPU, with a sequence for each prompt: what several of them need next goes
 * through the model as one batch, and one that is done makes room for the next prompt (continuous batching). A text ends
 * where the model would go on to ask a question of its own.
 *
 * llama.cpp adds in another order for one row than for several, so that texts differ from those made alone where two
 * tokens are almost equally likely.
 *
 * @throws UnavailableError without node-llama-cpp; DataError for a file that it does not read; UsageError
 */
export async function ggufGenerator(path: string, { spec, signal }: OpenModelTools): Promise<Generator> {
  const fault = await ggufFault(path);
  if (fault !== undefined)
    throw new DataError(`expected --model to be a model in GGUF; ${fault}`, 'model-file');
  const { getLlama } = await loadRuntime();
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    logLevel: 'error',
    progressLogs: false,
    maxThreads: spec.threads,
  });
  try {
    const model = await llama.loadModel({ modelPath: path, gpuLayers: 0 }).catch((cause: unknown) => {
      throw new DataError(
        `expected ${path} to be a model that llama.cpp loads; got ${String(cause)}`,
        'model-file',
        {
          cause,
        },
      );
    });
    signal.throwIfAborted();
    const contextSize = Math.min(CONTEXT_TOKENS, model.trainContextSize);
    promptRoom(contextSize, spec.maxTokens);
    const context = await model.createContext({ sequences: SEQUENCES, contextSize, threads: spec.threads });
    const sequences = Array.from({ length: SEQUENCES }, () => context.getSequence());
    // Sequences are all in use while a batch is under way: batches take turns.
    let turn: Promise<unknown> = Promise.resolve();
    return {
      identity: `${basename(path)} by llama.cpp`,
      generate(prompts, maxTokens, asked) {
        const continued = (prompt: string, sequence: LlamaSequence): Promise<string> => {
          const tokens = promptTokens(model, prompt, contextSize - maxTokens);
          return continuation(model, sequence, tokens, maxTokens, asked);
        };
        const made = turn.then(() => shared(prompts, sequences, continued));
        turn = made.catch(() => {});
        return made;
      },
      async close() {
        await turn;
        // With it go the model and its contexts.
        await llama.dispose();
      },
    };
  } catch (error) {
    await llama.dispose();
    throw error;
  }
}

/** Does every item with whichever worker is free next. Fails with the first failure, once nobody works any more. */
async function shared<T, W>(
  items: readonly T[],
  workers: readonly W[],
  work: (item: T, worker: W) => Promise<string>,
): Promise<string[]> {
  const results = items.map(() => '');
  const waiting = [...items.entries()];
  const lanes = workers.slice(0, items.length).map(async (worker) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, item] = next;
      results[at] = await work(item, worker);
    }
  });
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === 'rejected') throw lane.reason;
  return results;
}

function promptTokens(model: LlamaModel, prompt: string, room: number): number[] {
  const { bos, shouldPrependBosToken } = model.tokens;
  const opening = shouldPrependBosToken && bos !== null ? [bos] : [];
  const tokens = model.tokenize(prompt, false);
  return [...opening, ...tokens.slice(Math.max(0, tokens.length + opening.length - room))];
}

async function continuation(
  model: LlamaModel,
  sequence: LlamaSequence,
  prompt: number[],
  maxTokens: number,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  await sequence.clearHistory();
  const made: number[] = [];
  for await (const token of sequence.evaluate(prompt, { temperature: 0 })) {
    signal.throwIfAborted();
    if (model.isEogToken(token)) break;
    made.push(token);
    const text = model.detokenize(made, false);
    const end = text.indexOf(NEXT_QUESTION);
    if (end >= 0) return text.slice(0, end).trimEnd();
    if (made.length === maxTokens) break;
  }
  return model.detokenize(made, false);
}
