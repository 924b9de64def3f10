/** What one model asks for, as shares of one GPU's time. */
export interface Demand {
  /** To run what came and is not answered. */
  readonly run: number;
  /** To have its weights somewhere else in time for what waits. */
  readonly load: number;
  /** GPUs that hold it, or will. */
  readonly gpus: readonly number[];
}

/**
 * How much of each model's demand to be loaded is not met by the GPUs that hold it already; above 0 it is worth a load. A
 * model's demand to be run is split over its GPUs, more to those that are asked for less, and a GPU that is asked for more
 * than all of its time meets each in proportion. Source: Clockwork, OSDI 2020, and its released controller.
 */
export function loadPriorities(demands: readonly Demand[], gpus: number): number[] {
  const even = demands.map(({ run, gpus: on }) => on.map(() => run / on.length));
  const weights = askedOf(demands, even, gpus).map((asked) => 1 / Math.max(asked, Number.EPSILON));
  const split = demands.map(({ run, gpus: on }) => {
    const sum = on.reduce((total, gpu) => total + (weights[gpu] ?? 0), 0);
    return on.map((gpu) => (run * (weights[gpu] ?? 0)) / sum);
  });
  const asked = askedOf(demands, split, gpus);
  return demands.map(({ load, gpus: on }, model) =>
    on.reduce((left, gpu, i) => {
      const share = split[model]?.[i] ?? 0;
      return share === 0 ? left : left - share / (asked[gpu] ?? 0);
    }, load),
  );
}

function askedOf(demands: readonly Demand[], shares: readonly (readonly number[])[], gpus: number): number[] {
  const asked = new Array<number>(gpus).fill(0);
  for (const [model, { gpus: on }] of demands.entries()) {
    for (const [i, gpu] of on.entries()) asked[gpu] = (asked[gpu] ?? 0) + (shares[model]?.[i] ?? 0);
  }
  return asked;
}
