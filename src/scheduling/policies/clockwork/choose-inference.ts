import type { Request } from '../../policy.js';
import type { ModelController, Strategy } from './model-controller.js';

/** What to run next on a GPU, if anything, and what on the way to it was found to be late. */
export interface ChosenInference<R extends Request> {
  readonly dropped: readonly R[];
  readonly chosen: { readonly model: ModelController<R>; readonly batch: readonly R[] } | undefined;
}

/**
 * The batch for a GPU that is free at `freeMs`: strategies in the order of their latest start until one has a batch at
 * least of its size that is full; where it has none, the model's smaller sizes remain.
 */
export function chooseInference<R extends Request>(
  models: Iterable<ModelController<R>>,
  freeMs: number,
): ChosenInference<R> {
  const controllers = new Map<number, ModelController<R>>();
  let strategies: Strategy[] = [];
  for (const model of models) {
    controllers.set(model.index, model);
    strategies.push(...model.strategies());
  }
  const dropped: R[] = [];
  for (let next = first(strategies); next !== undefined; next = first(strategies)) {
    const { model: index, size } = next;
    const model = controllers.get(index);
    if (model === undefined) break;
    const dequeued = model.dequeue(freeMs, size);
    dropped.push(...dequeued.dropped);
    if (dequeued.batch.length > 0) return { dropped, chosen: { model, batch: dequeued.batch } };
    strategies = [...strategies.filter((one) => one.model !== index), ...model.strategies(size - 1)];
  }
  return { dropped, chosen: undefined };
}

function first(strategies: readonly Strategy[]): Strategy | undefined {
  let best: Strategy | undefined;
  for (const strategy of strategies) if (best === undefined || isBefore(strategy, best)) best = strategy;
  return best;
}

function isBefore(one: Strategy, other: Strategy): boolean {
  if (one.latestStartMs !== other.latestStartMs) return one.latestStartMs < other.latestStartMs;
  return one.size !== other.size ? one.size < other.size : one.model < other.model;
}
