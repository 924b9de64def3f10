/** A stage of a query: a model that every answer of the stage before brings requests for. */
export interface QueryStage {
  readonly name: string;
  /** Requests for it, of the whole query's load. */
  readonly perSecond: number;
  /** Requests a second of one GPU that holds a budget; never less for a larger one, 0 where none can hold it. */
  throughput(budgetMs: number): number;
  /** The stages that follow it, each with what is left of the time. */
  readonly next: readonly QueryStage[];
}

/** A tree of stages, one latency target over all of them on each way through it. */
export interface Query {
  readonly name: string;
  readonly sloMs: number;
  readonly root: QueryStage;
}

export interface StageBudget {
  readonly stage: QueryStage;
  readonly sloMs: number;
}

/** Each stage with a target of its own, the root first, and the GPUs that all of them need, as if these could be cut. */
export interface SplitQuery {
  readonly gpus: number;
  readonly budgets: readonly StageBudget[];
}
