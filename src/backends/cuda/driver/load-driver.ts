import { Driver } from './driver.js';
import { libraryPlaces } from './library-places.js';
import { NoCudaError } from './no-cuda-error.js';

let loaded: Driver | undefined;

/** The driver's library, bound once in a process. @throws NoCudaError */
export async function loadDriver(): Promise<Driver> {
  loaded ??= await bind();
  return loaded;
}

async function bind(): Promise<Driver> {
  const koffi = await import('koffi').then(
    (found) => found.default,
    (cause) => {
      const remedy = 'Run npm install with --include=optional.';
      throw new NoCudaError('the package koffi, which calls the driver, does not load', remedy, { cause });
    },
  );
  const places = libraryPlaces();
  const failures: string[] = [];
  for (const path of places) {
    let library: ReturnType<typeof koffi.load>;
    try {
      library = koffi.load(path);
    } catch (error) {
      failures.push(`${path}: ${reasonOf(error)}`);
      continue;
    }
    return new Driver(koffi, library, path);
  }
  throw absent(failures);
}

function absent([first]: readonly string[]): NoCudaError {
  if (first === undefined) {
    const remedy = 'Run it on Linux or Windows with an NVIDIA GPU.';
    return new NoCudaError(`there is no CUDA for ${process.platform}`, remedy);
  }
  const remedy =
    'Install the NVIDIA driver (in a container: start it with its GPUs), or name its library with MLS_CUDA_LIBRARY.';
  return new NoCudaError(`no CUDA driver was found (${first})`, remedy);
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace('Failed to load shared library: ', '');
}
