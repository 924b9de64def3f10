/** CUDA cannot be used here; `remedy` says what would change that. */
export class NoCudaError extends Error {
  override readonly name = 'NoCudaError';
  constructor(
    readonly reason: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${reason}. ${remedy}`, options);
  }
}
