import type { ParameterType } from './kernel-signatures.js';

const SLOT_BYTES = 8;

/** Addresses are bigints; whole numbers and floats are numbers. */
export type KernelArgument = bigint | number;

/**
 * The arguments of a launch, packed as the driver wants them: an array of addresses, one for each value. The driver has
 * copied the values when the launch returns, so that one packer serves all launches.
 */
export class KernelArguments {
  readonly #values: DataView;
  readonly #addresses: BigUint64Array;

  /** @param addressOf where memory lies that does not move: that of an ArrayBuffer, never of a small typed array */
  constructor(most: number, addressOf: (buffer: ArrayBuffer) => bigint) {
    const values = new ArrayBuffer(most * SLOT_BYTES);
    const base = addressOf(values);
    this.#values = new DataView(values);
    this.#addresses = new BigUint64Array(new ArrayBuffer(most * SLOT_BYTES));
    for (let i = 0; i < most; i++) this.#addresses[i] = base + BigInt(i * SLOT_BYTES);
  }

  pack(types: readonly ParameterType[], values: readonly KernelArgument[]): BigUint64Array {
    if (types.length !== values.length) {
      throw new RangeError(`expected ${types.length} arguments, got ${values.length}`);
    }
    for (const [i, type] of types.entries()) this.#put(i * SLOT_BYTES, type, values[i] ?? Number.NaN);
    return this.#addresses;
  }

  #put(at: number, type: ParameterType, value: KernelArgument): void {
    switch (type) {
      case 'p':
        this.#values.setBigUint64(at, BigInt(value), true);
        break;
      case 'l':
        this.#values.setBigInt64(at, BigInt(value), true);
        break;
      case 'i':
        if (!Number.isInteger(value) || Math.abs(Number(value)) > 0x7fffffff) {
          throw new RangeError(`expected an int, got ${value}`);
        }
        this.#values.setInt32(at, Number(value), true);
        break;
      case 'f':
        this.#values.setFloat32(at, Number(value), true);
        break;
    }
  }
}
