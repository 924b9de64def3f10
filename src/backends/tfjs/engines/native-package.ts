import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import { enginesDirectory } from '../../shared/engines-directory.js';
import { UnavailableError } from '../../shared/errors.js';
import type { Tf } from '../runtime.js';
import { packageFolder } from './installed.js';

/** A package that binds libtensorflow, and the `mls backends setup` recipe that installs it. */
export interface NativePackage {
  readonly name: string;
  readonly recipe: string;
}

export interface LoadedNative {
  readonly name: string;
  readonly tf: Tf;
  /** What the binding says about the device its ops run on; the package's name says nothing. */
  readonly onGpu: boolean;
  /** CPU threads libtensorflow was started with. */
  readonly threads: number;
  /** Whether GPUs were hidden from it. */
  readonly hidGpus: boolean;
}

interface LoadOptions {
  readonly threads: number;
  readonly hideGpus: boolean;
}

let loaded: LoadedNative | undefined;

function locate({ name, recipe }: NativePackage): string | undefined {
  return packageFolder(name) ?? packageFolder(name, join(enginesDirectory(), recipe, 'package.json'));
}

/**
 * Loads the first of `packages` that is installed. Two of them cannot live in one process (the second would be bound
 * to the first one's library), so once one is loaded it is the answer to every later call.
 * @throws UnavailableError
 */
export function loadNative(packages: readonly NativePackage[], options: LoadOptions): LoadedNative {
  if (loaded !== undefined) return loaded;
  const [preferred] = packages;
  for (const wanted of packages) {
    const folder = locate(wanted);
    if (folder === undefined) continue;
    loaded = load(wanted, folder, options);
    return loaded;
  }
  throw new UnavailableError('tfjs', `${preferred?.name} is not installed`, setupRemedy(preferred));
}

function load(wanted: NativePackage, folder: string, { threads, hideGpus }: LoadOptions): LoadedNative {
  const require = createRequire(join(folder, 'package.json'));
  // libtensorflow reads these when it is first loaded.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  process.env.CUDA_DEVICE_ORDER ??= 'PCI_BUS_ID';
  // Or cuBLAS multiplies with 10 bits of mantissa, and the precision would not be the float32 that is claimed.
  process.env.NVIDIA_TF32_OVERRIDE ??= '0';
  process.env.TF_NUM_INTRAOP_THREADS = String(threads);
  if (hideGpus) process.env.CUDA_VISIBLE_DEVICES = '-1';
  // The package still calls a function that Node 23 removed.
  const legacy = util as { isNullOrUndefined?: (value: unknown) => boolean };
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined;
  // Nobody here can act on what the package's old dependencies are warned of.
  const warnings = process as { noDeprecation?: boolean };
  const { noDeprecation = false } = warnings;
  warnings.noDeprecation = true;
  try {
    quietCoreOf(require);
    const tf = require(folder) as Tf;
    tf.env().set('PROD', true);
    const { isUsingGpuDevice } = tf.findBackend('tensorflow') as { isUsingGpuDevice?: boolean };
    return { name: wanted.name, tf, onGpu: isUsingGpuDevice === true, threads, hidGpus: hideGpus };
  } catch (cause) {
    const said = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
    throw new UnavailableError(
      'tfjs',
      `${wanted.name} is installed but does not load: ${said}`,
      setupRemedy(wanted),
      {
        cause,
      },
    );
  } finally {
    warnings.noDeprecation = noDeprecation;
  }
}

/** Silences the tfjs-core that the package will load, which is another copy than ours but shares its flags. */
function quietCoreOf(require: NodeJS.Require): void {
  let core: string;
  try {
    core = require.resolve('@tensorflow/tfjs-core');
  } catch {
    return;
  }
  (require(core) as Tf).env().set('PROD', true);
}

function setupRemedy(wanted: NativePackage | undefined): string {
  return `Run: mls backends setup ${wanted?.recipe}`;
}
