import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

export interface FakePackage {
  readonly recipe: 'tfjs-node' | 'tfjs-cuda';
  readonly name: '@tensorflow/tfjs-node' | '@tensorflow/tfjs-node-gpu';
  /** What its binding says; undefined for a package that throws when it is loaded. */
  readonly usesGpu: boolean | undefined;
}

/**
 * An engines directory with a package that does what a native one does when it is loaded: registers the kernel backend
 * `tensorflow`, whose binding tells the device, and exports tfjs. Its kernels are those of the plain JavaScript backend.
 */
export function enginesDirectoryWith(...packages: readonly FakePackage[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'mls-engines-'));
  for (const fake of packages) {
    const folder = join(directory, fake.recipe, 'node_modules', fake.name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: fake.name, main: 'index.js' }));
    writeFileSync(join(folder, 'index.js'), sourceOf(fake));
  }
  return directory;
}

function sourceOf({ usesGpu }: FakePackage): string {
  if (usesGpu === undefined) return 'throw new Error("libtensorflow.so.2: cannot open shared object file");';
  return `
const tf = require(${JSON.stringify(require.resolve('@tensorflow/tfjs-core'))});
const { MathBackendCPU } = require(${JSON.stringify(require.resolve('@tensorflow/tfjs-backend-cpu'))});
class NativeBackend extends MathBackendCPU {
  isUsingGpuDevice = ${usesGpu};
}
tf.registerBackend('tensorflow', () => new NativeBackend(), 3);
for (const kernel of tf.getKernelsForBackend('cpu')) tf.registerKernel({ ...kernel, backendName: 'tensorflow' });
tf.setBackend('tensorflow');
module.exports = tf;
`;
}
