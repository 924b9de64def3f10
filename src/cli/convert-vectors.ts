import { resolve } from 'node:path';
import type { VectorSource } from '../backends/backend.js';
import { openVectorFile, writeVectorFile } from '../datasets/formats/vector-file.js';
import { UsageError } from '../errors.js';
import { progressLine } from '../ui/progress-line.js';
import { interruptible } from './interruptible.js';

export interface Converted {
  readonly from: string;
  readonly to: string;
  readonly n: number;
  readonly d: number;
}

/** Writes the vectors of one file as another, a few megabytes at a time. */
export async function convertVectors(from: string, to: string, json: boolean): Promise<Converted> {
  const [path = ''] = from.split('#', 1);
  if (resolve(path) === resolve(to)) {
    throw new UsageError(`expected another file to convert ${from} to; got the same one`);
  }
  const source = await openVectorFile(from, 'in order');
  const line = progressLine({ label: to, stream: process.stderr, json });
  try {
    await interruptible((signal) =>
      writeVectorFile(
        to,
        watched(source, signal, (done, total) => line.update(done, total)),
      ),
    );
  } finally {
    line.finish();
    await source.close();
  }
  const { n, d } = source;
  return { from, to, n, d };
}

/** A source that tells how many of its bytes were read, and gives nothing more once it is interrupted. */
function watched(
  source: VectorSource,
  signal: AbortSignal,
  progress: (doneBytes: number, totalBytes: number) => void,
): VectorSource {
  const { identity, n, d } = source;
  return {
    identity,
    n,
    d,
    async read(start, count, into) {
      signal.throwIfAborted();
      await source.read(start, count, into);
      progress((start + count) * d * 4, n * d * 4);
    },
    close: () => source.close(),
  };
}
