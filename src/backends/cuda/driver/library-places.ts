/** Where the driver's library is looked for, in this order; MLS_CUDA_LIBRARY names the only one. */
export function libraryPlaces(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  const chosen = environment.MLS_CUDA_LIBRARY;
  if (chosen) return [chosen];
  if (platform === 'win32') return ['nvcuda.dll'];
  if (platform !== 'linux') return [];
  return [
    'libcuda.so.1',
    // WSL has the driver of Windows, outside the linker's path.
    '/usr/lib/wsl/lib/libcuda.so.1',
    // Containers are given it by the host.
    '/usr/local/nvidia/lib64/libcuda.so.1',
    '/usr/lib/x86_64-linux-gnu/libcuda.so.1',
    '/usr/lib/aarch64-linux-gnu/libcuda.so.1',
    '/run/opengl-driver/lib/libcuda.so.1',
  ];
}
