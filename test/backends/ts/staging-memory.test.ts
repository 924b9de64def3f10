import { describe, expect, it } from 'vitest';
import { sharedFloats } from '../../../src/backends/ts/shared-memory.js';
import { StagingMemory } from '../../../src/backends/ts/staging-memory.js';

const rows = (...values: number[]) => ({ n: values.length, d: 1, data: Float32Array.from(values) });

describe('staged rows', () => {
  it('are shared copies, whose memory the next call uses again', () => {
    const memory = new StagingMemory();
    const first = memory.stage(rows(1, 2, 3));
    expect(first.floats.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...first.floats]).toEqual([1, 2, 3]);
    first.release();
    const second = memory.stage(rows(4, 5));
    expect(second.floats.buffer).toBe(first.floats.buffer);
    expect([...second.floats]).toEqual([4, 5]);
  });

  it('never share memory that is in use', () => {
    const memory = new StagingMemory();
    const first = memory.stage(rows(1));
    const second = memory.stage(rows(2));
    expect([first.floats[0], second.floats[0]]).toEqual([1, 2]);
  });

  it('that are shared already are taken as they are, and never written over', () => {
    const memory = new StagingMemory();
    const data = sharedFloats(2);
    const staged = memory.stage({ n: 2, d: 1, data });
    expect(staged.floats.buffer).toBe(data.buffer);
    staged.release();
    memory.stage(rows(7, 8));
    expect([...data]).toEqual([0, 0]);
  });
});
