const POINTER = 'void *';
/** Device addresses and handles, which are pointers that only the driver follows. */
const HANDLE = 'uint64_t';
const INT = 'int';
const UNSIGNED = 'uint32_t';
const SIZE = 'size_t';

/** Functions of the CUDA driver API with the types of their arguments; `_v2` where cuda.h means that by the plain name. */
export const PROTOTYPES = {
  cuInit: [UNSIGNED],
  cuDriverGetVersion: [POINTER],
  cuDeviceGetCount: [POINTER],
  cuDeviceGet: [POINTER, INT],
  cuDeviceGetName: [POINTER, INT, INT],
  cuDeviceGetAttribute: [POINTER, INT, INT],
  cuDevicePrimaryCtxRetain: [POINTER, INT],
  cuCtxSetCurrent: [HANDLE],
  cuModuleLoadDataEx: [POINTER, POINTER, UNSIGNED, POINTER, POINTER],
  cuModuleGetFunction: [POINTER, HANDLE, 'const char *'],
  cuMemAlloc_v2: [POINTER, SIZE],
  cuMemFree_v2: [HANDLE],
  cuMemGetInfo_v2: [POINTER, POINTER],
  cuMemHostAlloc: [POINTER, SIZE, UNSIGNED],
  cuMemFreeHost: [HANDLE],
  cuMemcpyHtoDAsync_v2: [HANDLE, POINTER, SIZE, HANDLE],
  cuMemcpyDtoHAsync_v2: [POINTER, HANDLE, SIZE, HANDLE],
  cuMemsetD32Async: [HANDLE, UNSIGNED, SIZE, HANDLE],
  cuStreamCreate: [POINTER, UNSIGNED],
  cuStreamDestroy_v2: [HANDLE],
  cuStreamWaitEvent: [HANDLE, HANDLE, UNSIGNED],
  cuEventCreate: [POINTER, UNSIGNED],
  cuEventRecord: [HANDLE, HANDLE],
  cuEventQuery: [HANDLE],
  cuEventElapsedTime: [POINTER, HANDLE, HANDLE],
  cuEventDestroy_v2: [HANDLE],
  cuLaunchKernel: [
    HANDLE,
    ...[UNSIGNED, UNSIGNED, UNSIGNED],
    ...[UNSIGNED, UNSIGNED, UNSIGNED],
    UNSIGNED,
    HANDLE,
    POINTER,
    POINTER,
  ],
} as const satisfies Record<string, readonly string[]>;

export type CudaFunction = keyof typeof PROTOTYPES;

/** Arrays stand for the address of their memory. */
export type CudaArgument = number | bigint | string | null | ArrayBufferView;
