import { describe, expect, it } from 'vitest';
import { CudaError, GpuLostError } from '../../../src/backends/cuda/driver/cuda-error.js';
import { KernelArguments } from '../../../src/backends/cuda/driver/kernel-arguments.js';
import { libraryPlaces } from '../../../src/backends/cuda/driver/library-places.js';

describe('the driver', () => {
  it('is looked for where systems have it, or where it is said to be', () => {
    expect(libraryPlaces('linux', {})).toEqual(
      expect.arrayContaining(['libcuda.so.1', '/usr/lib/wsl/lib/libcuda.so.1']),
    );
    expect(libraryPlaces('win32', {})).toEqual(['nvcuda.dll']);
    expect(libraryPlaces('darwin', {})).toEqual([]);
    expect(libraryPlaces('linux', { MLS_CUDA_LIBRARY: '/a/libcuda.so' })).toEqual(['/a/libcuda.so']);
  });

  it('tells errors after which it can be used from those after which it cannot', () => {
    expect(new CudaError('cuMemAlloc_v2', 'CUDA_ERROR_OUT_OF_MEMORY', 2)).toMatchObject({
      isSticky: false,
      message: 'cuMemAlloc_v2: CUDA_ERROR_OUT_OF_MEMORY (2)',
    });
    const sticky = new CudaError('cuEventQuery', 'CUDA_ERROR_ILLEGAL_ADDRESS', 700);
    expect(sticky.isSticky).toBe(true);
    expect(new GpuLostError(sticky)).toMatchObject({
      cause: sticky,
      message: 'the GPU is lost to this process since cuEventQuery: CUDA_ERROR_ILLEGAL_ADDRESS (700)',
    });
  });
});

describe('arguments of a kernel', () => {
  const BASE = 4096n;
  let values: DataView;
  const packer = new KernelArguments(4, (buffer) => {
    values = new DataView(buffer);
    return BASE;
  });

  it('lie in slots of eight bytes whose addresses the driver is given', () => {
    const address = 0x7f00_0000_0000_1001n;
    expect([...packer.pack(['p', 'i', 'l', 'f'], [address, -5, 2 ** 40, 0.5])].slice(0, 4)).toEqual([
      BASE,
      BASE + 8n,
      BASE + 16n,
      BASE + 24n,
    ]);
    expect(values.getBigUint64(0, true)).toBe(address);
    expect([values.getInt32(8, true), values.getFloat32(24, true)]).toEqual([-5, 0.5]);
    expect(values.getBigInt64(16, true)).toBe(2n ** 40n);
  });

  it('are refused where they do not fit', () => {
    expect(() => packer.pack(['i'], [])).toThrow('expected 1 arguments, got 0');
    expect(() => packer.pack(['i'], [2 ** 31])).toThrow('expected an int, got 2147483648');
    expect(() => packer.pack(['i'], [0.5])).toThrow('expected an int, got 0.5');
  });
});
