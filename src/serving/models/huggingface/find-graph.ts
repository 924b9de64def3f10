import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../../../errors.js';

/** Weights in full, or in 8 bits, as exporters name the files. */
const PRECISIONS = ['', '_quantized'] as const;
const PLACES = ['onnx', '.'] as const;

export interface FoundGraphs {
  /** One for each name asked for. */
  readonly paths: readonly string[];
  /** Which of the sets asked for it is. */
  readonly set: number;
  /** 8-bit graphs scale activations by the range of the whole batch, so that answers would depend on the others in it. */
  readonly quantized: boolean;
}

/**
 * Finds the first set of graphs that is there whole, in full precision before 8 bits, in `onnx/` before the folder.
 * @param sets names without `.onnx`, the best first
 */
export async function findGraphs(
  folder: string,
  sets: readonly (readonly string[])[],
): Promise<FoundGraphs | undefined> {
  for (const precision of PRECISIONS) {
    for (const [set, names] of sets.entries()) {
      for (const place of PLACES) {
        const paths = names.map((name) => join(folder, place, `${name}${precision}.onnx`));
        const there = await Promise.all(paths.map(isFile));
        if (there.every(Boolean)) return { paths, set, quantized: precision !== '' };
      }
    }
  }
  return undefined;
}

export function noGraph(folder: string, what: string, sets: readonly (readonly string[])[]): DataError {
  const names = sets.map((set) => set.map((name) => `${name}.onnx`).join(' with ')).join(', or ');
  return new DataError(
    `expected the folder of ${what} to hold ${names} (in onnx/ or beside config.json); got ${folder}`,
    'model-folder',
  );
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
