/** No WebAssembly memory is to be had for what was asked. */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';
  constructor(
    readonly bytes: number,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `expected ${mebibytes(bytes)} MiB more of WebAssembly memory, but ${reason}; lower --memory so that vectors are streamed`,
      options,
    );
  }
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
