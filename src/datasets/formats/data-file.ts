import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, open, stat } from 'node:fs/promises';
import { DataError, UsageError } from '../../errors.js';
import { DamagedFileError } from './damage.js';

const SAMPLES = 16;
const SAMPLE_BYTES = 16 * 1024;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Says why a file cannot be opened. */
function openingError(path: string, error: unknown): Error {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new UsageError(
        `expected ${path} to be a file of vectors; there is no such file. Check the path.`,
        {
          cause: error,
        },
      );
    case 'EACCES':
    case 'EPERM':
      return new DataError(
        `expected ${path} to be readable; permission was denied. Allow it, for example with chmod +r.`,
        'unreadable-file',
        { cause: error },
      );
    default:
      return new DataError(
        `expected ${path} to be readable; the system said: ${error instanceof Error ? error.message : error}.`,
        'unreadable-file',
        { cause: error },
      );
  }
}

/** A file read by byte ranges, never as a whole. */
export class DataFile {
  private constructor(
    readonly path: string,
    readonly size: number,
    readonly modifiedMs: number,
    readonly handle: FileHandle,
  ) {}

  /** @throws UsageError or DataError when it is missing, a directory, unreadable or empty. */
  static async open(path: string): Promise<DataFile> {
    try {
      const info = await stat(path);
      if (info.isDirectory()) {
        throw new UsageError(
          `expected ${path} to be a file of vectors; it is a directory. Name the file in it.`,
        );
      }
      if (!info.isFile()) {
        throw new UsageError(
          `expected ${path} to be a regular file, which can be read at any offset; it is a pipe or a device. Copy it to a file.`,
        );
      }
      if (info.size === 0) {
        throw new DamagedFileError({
          path,
          offset: 0,
          expected: 'vectors',
          got: 'an empty file',
          mend: 'Fetch or write it again.',
        });
      }
      await access(path, constants.R_OK);
      return new DataFile(path, info.size, Math.trunc(info.mtimeMs), await open(path, 'r'));
    } catch (error) {
      throw error instanceof UsageError || error instanceof DataError ? error : openingError(path, error);
    }
  }

  /** Fills `into` with the bytes from `position`. */
  async read(into: Uint8Array, position: number): Promise<void> {
    let done = 0;
    while (done < into.length) {
      const { bytesRead } = await this.handle.read(into, done, into.length - done, position + done);
      if (bytesRead === 0) {
        throw new DamagedFileError({
          path: this.path,
          offset: position + done,
          expected: `${into.length - done} more bytes`,
          got: 'the end of the file',
          mend: 'It became shorter while it was read, or is truncated: fetch or write it again.',
        });
      }
      done += bytesRead;
    }
  }

  /** At most `length` bytes from `position`: fewer at the end of the file. */
  async bytes(position: number, length: number): Promise<Buffer<ArrayBuffer>> {
    const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, this.size - position)));
    await this.read(buffer, position);
    return buffer;
  }

  /**
   * Names the content without reading gigabytes: format, shape, size, time of modification and the SHA-256 of
   * 16 samples of 16 KiB spread from the first byte to the last. Copies that keep the time (`cp -p`) share it.
   */
  async identity(format: string, n: number, d: number): Promise<string> {
    const hash = createHash('sha256');
    const step = Math.max(0, this.size - SAMPLE_BYTES) / (SAMPLES - 1);
    for (let i = 0; i < SAMPLES; i++) hash.update(await this.bytes(Math.floor(i * step), SAMPLE_BYTES));
    return `${format}:${n}x${d}:${this.size}:${this.modifiedMs}:${hash.digest('hex').slice(0, 32)}`;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
