import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Binding,
  type BlockHandle,
  type EngineHandle,
  loadBinding,
} from '../../../src/backends/native/binding.js';
import { missing } from './binding.js';

const N = 5;
const D = 3;

describe.skipIf(missing !== undefined)('the binding refuses', () => {
  let binding: Binding;
  let engine: EngineHandle;
  let block: BlockHandle;
  const rows = new Float32Array(N * D).map((_, i) => i);
  beforeAll(async () => {
    binding = loadBinding();
    engine = binding.openEngine(2, 'scalar');
    block = await binding.upload(engine, rows, N, D, 0, 0);
  });
  afterAll(() => binding.closeEngine(engine));

  const floats = (length: number) => new Float32Array(length);
  const ints = (length: number) => new Int32Array(length);
  const counted = new Float64Array(1);
  const argument = expect.objectContaining({ name: 'TypeError', code: 'ERR_MLS_ARGUMENT' });

  const call = (name: keyof Binding, ...given: unknown[]) =>
    (Reflect.get(binding, name) as (...all: unknown[]) => unknown)(...given);

  it.each<[string, keyof Binding, () => unknown[]]>([
    ['rows shorter than their shape', 'upload', () => [engine, floats(N * D - 1), N, D, 0]],
    ['rows that are not floats', 'upload', () => [engine, new Float64Array(N * D), N, D, 0]],
    ['rows that are no array', 'upload', () => [engine, 'rows', N, D, 0]],
    ['no rows', 'upload', () => [engine, floats(0), 0, D, 0]],
    ['a shape that is no number', 'upload', () => [engine, rows, '5', D, 0]],
    ['a dimension that is no integer', 'upload', () => [engine, rows, N, 1.5, 0]],
    ['a shape whose product overflows', 'upload', () => [engine, rows, 2 ** 31 - 1, 2 ** 24, 0]],
    ['NaN rows', 'upload', () => [engine, rows, Number.NaN, D, 0]],
    ['a metric it does not know', 'upload', () => [engine, rows, N, D, 4, 0]],
    ['a certified copy for l1', 'upload', () => [engine, rows, N, D, 3, 1]],
    ['something that is no engine', 'upload', () => [{}, rows, N, D, 0]],
    ['a block for an engine', 'upload', () => [block, rows, N, D, 0]],
    ['an engine for a block', 'nearest', () => [engine, engine, floats(D), 1, 1, ints(1)]],
    ['queries shorter than their number', 'nearest', () => [engine, block, floats(2 * D - 1), 2, 1, ints(2)]],
    ['more neighbours than rows', 'nearest', () => [engine, block, floats(D), 1, N + 1, ints(N + 1)]],
    ['no neighbours', 'nearest', () => [engine, block, floats(D), 1, 0, ints(0)]],
    ['ids with too few places', 'nearest', () => [engine, block, floats(2 * D), 2, 2, ints(3)]],
    ['no place for a count', 'nearest', () => [engine, block, floats(D), 1, 1, ints(1)]],
    ['ids that are no integers', 'nearest', () => [engine, block, floats(D), 1, 1, floats(1)]],
    ['distances with too few places', 'distances', () => [engine, block, floats(D), 1, floats(N - 1)]],
    [
      'labels with too few places',
      'assign',
      () => [engine, block, floats(D), 1, ints(N - 1), ints(N), floats(N), floats(N), floats(N)],
    ],
    ['fewer floats than are to be read', 'readAll', () => [engine, floats(3), 4]],
    ['no rounds', 'multiplyAdd', () => [engine, 0, counted]],
    ['pairs of unequal length', 'rowDistances', () => [engine, 0, floats(6), floats(5), 2, 3, floats(2)]],
    ['missing arguments', 'rowDistances', () => [engine]],
    ['an instruction set there is not', 'openEngine', () => [1, 'mmx']],
    ['no threads', 'openEngine', () => [0, 'scalar']],
  ])('%s', (_, name, given) => {
    let thrown: unknown;
    try {
      call(name, ...given());
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(argument);
  });

  it('a freed block, and one whose rows were taken away', async () => {
    const freed = await binding.upload(engine, rows, N, D, 0, 0);
    binding.freeBlock(freed);
    binding.freeBlock(freed);
    expect(() => binding.nearest(engine, freed, floats(D), 1, 1, ints(1), counted)).toThrow(/freed/);
    const moved = rows.slice();
    const gone = await binding.upload(engine, moved, N, D, 0, 0);
    structuredClone(moved, { transfer: [moved.buffer] });
    expect(() => binding.nearest(engine, gone, floats(D), 1, 1, ints(1), counted)).toThrow(/gone/);
  });

  it('work for a closed engine, which ends the work it has', async () => {
    const closing = binding.openEngine(2, 'scalar');
    const [n, d] = [20_000, 64];
    const many = floats(n * d).map((_, i) => (i * 7919) % 1013);
    const its = await binding.upload(closing, many, n, d, 0, 0);
    const ids = ints(8);
    const running = binding.nearest(closing, its, many.slice(0, 8 * d), 8, 1, ids, counted);
    expect(running).toBeInstanceOf(Promise);
    binding.closeEngine(closing);
    binding.freeBlock(its);
    await running;
    expect([...ids]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(() => binding.upload(closing, rows, N, D, 0, 0)).toThrow(
      expect.objectContaining({ code: 'ERR_MLS_CLOSED' }),
    );
  });
});
