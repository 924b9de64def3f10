/** A second reading of protocol buffers' wire format, with BigInt and a DataView, to check the first by. */
export type Decoded = Map<number, (bigint | Uint8Array)[]>;

export function decodeVarint(bytes: Uint8Array, from: number): { value: bigint; end: number } {
  let value = 0n;
  for (let at = from; ; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw new RangeError('cut off within a varint');
    value |= BigInt(byte & 127) << BigInt(7 * (at - from));
    if (byte < 128) return { value, end: at + 1 };
  }
}

export function decode(bytes: Uint8Array): Decoded {
  const fields: Decoded = new Map();
  for (let at = 0; at < bytes.length; ) {
    const key = decodeVarint(bytes, at);
    const [field, wire] = [Number(key.value >> 3n), Number(key.value & 7n)];
    const head = decodeVarint(bytes, key.end);
    if (wire !== 0 && wire !== 2) throw new RangeError(`unexpected wire type ${wire}`);
    at = wire === 0 ? head.end : head.end + Number(head.value);
    if (at > bytes.length) throw new RangeError('cut off within a field');
    fields.set(field, [...(fields.get(field) ?? []), wire === 0 ? head.value : bytes.subarray(head.end, at)]);
  }
  return fields;
}

export function messages(of: Decoded, field: number): Decoded[] {
  return (of.get(field) ?? []).map((value) => decode(value as Uint8Array));
}

export function strings(of: Decoded, field: number): string[] {
  return (of.get(field) ?? []).map((value) => Buffer.from(value as Uint8Array).toString());
}
