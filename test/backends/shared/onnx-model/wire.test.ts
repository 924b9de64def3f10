import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  bytesField,
  integerField,
  joined,
  messageField,
  stringField,
  varint,
} from '../../../../src/backends/shared/onnx-model/wire.js';
import { decode, decodeVarint, messages, strings } from '../../onnx/decoded.js';

it('varints are read back by another reader', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      const bytes = varint(value);
      expect(decodeVarint(bytes, 0)).toEqual({ value: BigInt(value), end: bytes.length });
    }),
  );
  expect([...varint(300)]).toEqual([0xac, 0x02]);
  expect(varint(Number.MAX_SAFE_INTEGER)).toHaveLength(8);
});

it.each([-1, 0.5, 2 ** 53, Number.NaN])('refuses %d, which it could not write', (value) => {
  expect(() => varint(value)).toThrow(/non-negative safe integer/);
});

it('fields are read back by another reader, nested and in their order', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.string(), fc.uint8Array({ maxLength: 300 }), (number, text, bytes) => {
      const inner = [...integerField(3, number), ...stringField(200, text), ...integerField(3, 7)];
      const outer = decode(joined([...messageField(1, inner), ...bytesField(16, bytes)]));
      const [read] = messages(outer, 1);
      expect(read?.get(3)).toEqual([BigInt(number), 7n]);
      expect(strings(read ?? new Map(), 200)).toEqual([Buffer.from(text).toString()]);
      expect(outer.get(16)).toEqual([bytes]);
    }),
  );
});
