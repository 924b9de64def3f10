/**
 * Protocol buffers' wire format, as far as ONNX models need it. A message is a list of chunks, so that nesting it
 * copies nothing: a tensor of gigabytes is copied once, when the whole model is joined.
 */
export type Chunks = readonly Uint8Array[];

const VARINT = 0;
const LENGTH_DELIMITED = 2;

const text = new TextEncoder();

/** Seven bits a byte, least significant first, all but the last with the high bit set. Negative numbers are refused. */
export function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`expected a non-negative safe integer, got ${value}`);
  }
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

export function integerField(field: number, value: number): Chunks {
  return [varint(field * 8 + VARINT), varint(value)];
}

export function stringField(field: number, value: string): Chunks {
  return bytesField(field, text.encode(value));
}

export function bytesField(field: number, value: Uint8Array): Chunks {
  return messageField(field, [value]);
}

export function messageField(field: number, message: Chunks): Chunks {
  return [varint(field * 8 + LENGTH_DELIMITED), varint(lengthOf(message)), ...message];
}

export function joined(chunks: Chunks): Uint8Array {
  const bytes = new Uint8Array(lengthOf(chunks));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function lengthOf(chunks: Chunks): number {
  return chunks.reduce((length, chunk) => length + chunk.length, 0);
}
