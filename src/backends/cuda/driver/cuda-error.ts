/** Results of the driver that are told apart; all others are only reported. */
export const CUDA_SUCCESS = 0;
export const CUDA_OUT_OF_MEMORY = 2;
export const CUDA_NO_DEVICE = 100;
export const CUDA_NOT_READY = 600;

/** After one of these (CUresult in cuda.h) no call of this process succeeds any more. */
const STICKY: ReadonlySet<number> = new Set([
  214, 700, 702, 709, 710, 714, 715, 716, 717, 718, 719, 720, 999,
]);

/** A call of the driver failed. */
export class CudaError extends Error {
  override readonly name = 'CudaError';
  readonly isSticky: boolean;
  constructor(
    /** The function of the driver. */
    readonly call: string,
    /** Name of the CUresult, such as CUDA_ERROR_ILLEGAL_ADDRESS. */
    readonly resultName: string,
    readonly result: number,
  ) {
    const isSticky = STICKY.has(result);
    const consequence = isSticky ? '; this process cannot use the GPU any more' : '';
    super(`${call}: ${resultName} (${result})${consequence}`);
    this.isSticky = isSticky;
  }
}

/** The GPU was lost to this process by an earlier error, which is the cause. */
export class GpuLostError extends Error {
  override readonly name = 'GpuLostError';
  constructor(first: CudaError) {
    super(`the GPU is lost to this process since ${first.call}: ${first.resultName} (${first.result})`, {
      cause: first,
    });
  }
}
