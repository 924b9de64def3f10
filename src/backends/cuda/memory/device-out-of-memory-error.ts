/** The GPU has no more memory. */
export class DeviceOutOfMemoryError extends Error {
  override readonly name = 'DeviceOutOfMemoryError';
  constructor(
    readonly bytes: number,
    readonly freeBytes: number,
    options?: ErrorOptions,
  ) {
    const [wanted, free] = [bytes, freeBytes].map((all) => Math.ceil(all / 2 ** 20));
    super(
      `out of memory: ${wanted} MiB more of the GPU are needed, ${free} MiB are free; stream with --memory, or end what else runs there`,
      options,
    );
  }
}
