/**
 * Hands each entry of a tar archive (gzipped or not) whose path `isWanted` to `take`, one after another, and skips the
 * others. Rejects with the first failure, whether of the archive, of `take` or by `signal`; what is left of the archive
 * is then not read.
 */
export async function eachTarEntry(
  archive: AsyncIterable<Uint8Array>,
  isWanted: (path: string) => boolean,
  take: (path: string, content: AsyncIterable<Uint8Array>) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { Parser } = await import('tar');
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const taken: Promise<void>[] = [];
    const parser = new Parser({
      strict: true,
      filter: (path) => isWanted(path),
      onReadEntry: (entry) => {
        const done = take(entry.path, entry);
        // An entry nobody reads any more would hold the archive up for ever.
        done.catch(reject);
        taken.push(done);
      },
    });
    parser.on('error', reject);
    parser.on('end', () => Promise.all(taken).then(() => resolve(), reject));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    feed(archive, parser).catch(reject);
  });
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
