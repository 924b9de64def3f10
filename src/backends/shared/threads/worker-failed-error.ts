/** A worker thread ended or threw; the pool it belonged to computes no more. */
export class WorkerFailedError extends Error {
  override readonly name = 'WorkerFailedError';
  constructor(
    readonly worker: number,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`worker thread ${worker} ${reason}`, options);
  }
}
