/**
 * Hands each entry of a tar archive (gzipped or not) whose path `isWanted` to `take`, one after another, and skips the
 * others. Rejects with the first failure, whether of the archive, of `take` or by `signal`, once every `take` that began
 * is over: its content fails too, and what is left of the archive is not read.
 */
export async function eachTarEntry(
  archive: AsyncIterable<Uint8Array>,
  isWanted: (path: string) => boolean,
  take: (path: string, content: AsyncIterable<Uint8Array>) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { Parser } = await import('tar');
  signal.throwIfAborted();
  const entries: InstanceType<typeof import('tar').ReadEntry>[] = [];
  const taken: Promise<void>[] = [];
  let failure: { readonly error: unknown } | undefined;
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      failure ??= { error };
      for (const entry of entries) entry.destroy(error);
      Promise.allSettled(taken).then(() => reject(error));
    };
    const parser = new Parser({
      strict: true,
      filter: (path) => isWanted(path),
      onReadEntry: (entry) => {
        // Destroyed after its end, an entry has no reader left to hear of it.
        entry.on('error', () => {});
        entries.push(entry);
        const done = take(
          entry.path,
          contentOf(entry, () => failure),
        );
        done.catch(fail);
        taken.push(done);
      },
    });
    parser.on('error', fail);
    parser.on('end', () => Promise.all(taken).then(() => resolve(), fail));
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    feed(archive, parser).catch(fail);
  });
}

// The wait for the next chunk of an entry that was destroyed when nobody waited never ends.
async function* contentOf(
  entry: AsyncIterable<Uint8Array>,
  failure: () => { readonly error: unknown } | undefined,
): AsyncGenerator<Uint8Array> {
  const chunks = entry[Symbol.asyncIterator]();
  try {
    for (;;) {
      const failed = failure();
      if (failed !== undefined) throw failed.error;
      const { done, value } = await chunks.next();
      if (value !== undefined) yield value;
      if (done === true) return;
    }
  } finally {
    await chunks.return?.();
  }
}

interface Sink {
  write(chunk: Buffer): boolean;
  end(): unknown;
  once(event: 'drain', listener: () => void): unknown;
}

async function feed(archive: AsyncIterable<Uint8Array>, parser: Sink): Promise<void> {
  for await (const chunk of archive) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (!parser.write(bytes)) await new Promise<void>((resolve) => parser.once('drain', resolve));
  }
  parser.end();
}
