import { createRequire } from 'node:module';

/** Where headless-gl stands beside a gpu.js, found out without loading it. */
export function headlessGlPackage(gpuJsFile: string): 'missing' | 'not-built' | 'built' {
  const require = createRequire(gpuJsFile);
  try {
    require.resolve('gl');
  } catch {
    return 'missing';
  }
  try {
    require.resolve('gl/build/Release/webgl.node');
    return 'built';
  } catch {
    return 'not-built';
  }
}
