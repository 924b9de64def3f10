import type { CeilingLoops } from '../backend.js';
import type { Crew } from './crew.js';
import type { CeilingJob } from './job.js';

/** Beyond the caches of most processors: what a few keep of it in between is little. */
const READ_BYTES = 2 ** 29;
/** Floats of one mebibyte, of which a task reads some. */
const PART_FLOATS = 2 ** 18;
/** Of 12 chains, a task's work of about a millisecond. */
const ROUNDS = 250_000;
const TASKS_PER_THREAD = 10;
/** Four lanes of float32, and eight products of widened int8; a multiply-add is two operations. */
const FLOAT_OPERATIONS = 12 * 4 * 2;
const INT8_OPERATIONS = 12 * 8 * 2;

/** What bounds the kernels of an engine, on all its threads. */
export function wasmCeilingLoops(crew: Crew): CeilingLoops {
  let floats: Float32Array | undefined;
  const { bank } = crew;
  const tasks = crew.threads * TASKS_PER_THREAD;
  const run = async (job: Pick<CeilingJob, 'kind'> & Partial<CeilingJob>) => {
    const all = { arena: bank.anyArena().index, metric: 0, rows: 0, biases: 0, n: tasks, d: 0, taskRows: 1 };
    await crew.run({ ...all, rounds: ROUNDS, ...job }, Number.POSITIVE_INFINITY);
  };
  return {
    async read() {
      // Written, as pages that never were are all one page of zeros.
      floats ??= bank.allocate(READ_BYTES / 4).fill(1);
      const held = bank.hold(floats, floats.length);
      const rows = { rows: held.address, arena: held.arena.index };
      await run({ kind: 'read', ...rows, n: floats.length / PART_FLOATS, d: PART_FLOATS, taskRows: 4 });
      bank.letGo(held);
      return floats.byteLength;
    },
    async multiplyAdd() {
      await run({ kind: 'multiply-add' });
      return tasks * ROUNDS * FLOAT_OPERATIONS;
    },
    async multiplyAddInt8() {
      await run({ kind: 'multiply-add int8' });
      return tasks * ROUNDS * INT8_OPERATIONS;
    },
    async free() {
      floats = undefined;
    },
  };
}
