import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Kernels are compiled for an instruction set each, whether this processor has it or not: which runs is decided later. */
const INSTRUCTION_SETS = {
  'avx512.c': ['-mavx512f', '-mavx2', '-mfma'],
  'avx2.c': ['-mavx2', '-mfma'],
  'quantised-avx512.c': ['-mavx512f', '-mavx512bw', '-mavx512vnni', '-mavx2', '-mfma'],
  'quantised-avx2.c': ['-mavx2', '-mfma'],
};

const COMMON = ['-std=gnu11', '-fPIC', '-Wall', '-fno-math-errno', '-fvisibility=hidden'];

/** What the compiler is given for one source, by its path below `native/`. */
function flagsOf(path, architecture) {
  const [folder, file] = path.split('/');
  // Kernels multiply and add at once where they can; everything else rounds as JavaScript does.
  const contraction = folder === 'kernels' ? '-ffp-contract=fast' : '-ffp-contract=off';
  const extra = folder === 'kernels' && architecture === 'x64' ? (INSTRUCTION_SETS[file] ?? []) : [];
  return [...COMMON, contraction, ...extra];
}

function filesIn(root, folder, ending) {
  return readdirSync(join(root, 'native', folder))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** @returns the sources in these folders of `native/`, with their flags */
export function sourcesIn(root, folders, architecture = process.arch) {
  return folders
    .flatMap((folder) => filesIn(root, folder, '.c'))
    .map((path) => ({ path, flags: flagsOf(path, architecture) }));
}

/** Names all that decides what the compiler makes. */
export function hashOf(root, folders, settings) {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const folder of folders) {
    for (const ending of ['.c', '.h']) {
      for (const path of filesIn(root, folder, ending)) {
        hash.update(path).update(readFileSync(join(root, 'native', path)));
      }
    }
  }
  return hash.digest('hex');
}
