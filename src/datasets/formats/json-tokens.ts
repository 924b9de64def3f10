import type { Token } from 'stream-json/core/parser.js';
import { DamagedFileError, firstLine } from './damage.js';
import type { DataFile } from './data-file.js';

/** Some ten thousand tokens, which is what is in memory at a time. */
const PIECE_BYTES = 64 * 1024;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');
const SHOWN_BYTES = 16;
/** Spaces behind the end: the parser puts off what it has too few characters to decide, such as `nul`. */
const PADDING = ' '.repeat(32);

/**
 * The tokens of a JSON document, some thousands at a time: `keyValue`, `numberValue` and the like, each whole, with the
 * bytes of its text as Latin-1 characters. At the end of a document that was cut off the tokens simply end.
 * @throws DamagedFileError with the byte at which the text stops being JSON
 */
export async function* jsonTokens(
  file: DataFile,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<readonly Token[]> {
  const { jsonParser } = await import('stream-json/core/parser.js');
  const parse = jsonParser({ streamValues: false });
  let readBytes = 0;
  for await (const text of piecesOf(file)) {
    readBytes += text.length;
    onBytes?.(Math.min(readBytes, file.size));
    let parsed: ReturnType<typeof parse>;
    try {
      parsed = parse(text);
    } catch (error) {
      throw await syntaxDamage(file, error);
    }
    if (typeof parsed === 'object') yield parsed.values;
  }
}

// Read as Latin-1 every byte is a character: no sequence is split between two pieces and an offset counts bytes. The
// marks of JSON are all ASCII, so that nothing else changes.
async function* piecesOf(file: DataFile): AsyncGenerator<string> {
  const head = await file.bytes(0, BYTE_ORDER_MARK.length);
  const start = startOf(head);
  for (let at = start; at < file.size; at += PIECE_BYTES) {
    yield (await file.bytes(at, PIECE_BYTES)).toString('latin1');
  }
  yield PADDING;
}

function startOf(head: Buffer): number {
  return head.equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
}

/** The parser does not say where it stopped. Its verifier does, for the price of reading up to there once more. */
async function syntaxDamage(file: DataFile, cause: unknown): Promise<DamagedFileError> {
  const offset = await syntaxErrorOffset(file);
  const { path } = file;
  const mend = 'It is damaged or something else: fetch or write it again. NaN and Infinity are not JSON.';
  if (offset === undefined) {
    return new DamagedFileError({ path, expected: 'JSON', got: firstLine(cause), mend }, { cause });
  }
  const shown = (await file.bytes(offset, SHOWN_BYTES)).toString();
  return new DamagedFileError(
    { path, offset, expected: 'JSON', got: JSON.stringify(shown), mend },
    { cause },
  );
}

async function syntaxErrorOffset(file: DataFile): Promise<number | undefined> {
  const { jsonVerifier } = await import('stream-json/core/utils/verifier.js');
  const verify = jsonVerifier();
  try {
    for await (const text of piecesOf(file)) verify(text);
  } catch (error) {
    if (!(error instanceof Error && 'offset' in error && typeof error.offset === 'number')) throw error;
    return startOf(await file.bytes(0, BYTE_ORDER_MARK.length)) + error.offset;
  }
  return undefined;
}
