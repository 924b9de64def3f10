import { boundRows, measureSurvivors } from './certified-tasks.js';
import type { ArenaJob, Job, KernelJob } from './job.js';
import type { KernelExports } from './kernel-exports.js';
import { type WasmMemory, type WasmModule, webAssembly } from './web-assembly.js';

interface OpenArena {
  readonly kernels: KernelExports;
  readonly scratch: number;
}

/** Runs jobs in one thread, with an instance of the module for each arena. */
export class JobRunner {
  readonly #arenas = new Map<number, OpenArena>();

  /** @param seat which part of the scratch memory is this thread's own */
  constructor(
    private readonly module: WasmModule,
    private readonly seat: number,
  ) {}

  /** Does tasks of a job until `claim` (the number of the next task that nobody has) runs past the last. */
  run(job: Job, worker: number, claim: () => number): void {
    if (job.kind === 'arena') this.open(job);
    else this.#run(this.#arenaOf(job.arena), job, worker, claim);
  }

  open({ arena, memory, scratch }: ArenaJob): void {
    const kernels = instantiate(this.module, memory);
    this.#arenas.set(arena, { kernels, scratch: scratch + this.seat * kernels.scratchBytes() });
  }

  kernelsOf(arena: number): KernelExports {
    return this.#arenaOf(arena).kernels;
  }

  #arenaOf(arena: number): OpenArena {
    const open = this.#arenas.get(arena);
    if (open === undefined) throw new RangeError(`expected an open arena, got ${arena}`);
    return open;
  }

  #run({ kernels, scratch }: OpenArena, job: KernelJob, worker: number, claim: () => number): void {
    const { metric, rows, biases, n, d } = job;
    switch (job.kind) {
      case 'measure':
        forEachRun(job, claim, (first, count) =>
          kernels.measureRows(metric, rows, d, first, count, job.norms, biases),
        );
        return;
      case 'nearest': {
        const { packed, queryCount, heaps } = job;
        const { capacity } = heaps;
        const keys = heaps.keys + worker * heaps.heapStride;
        const ids = heaps.ids + worker * heaps.heapStride;
        const sizes = heaps.sizes + worker * heaps.sizeStride;
        const thresholds = heaps.thresholds + worker * heaps.thresholdStride;
        forEachRun(job, claim, (first, count) =>
          kernels.offerNearest(
            metric,
            rows,
            biases,
            d,
            first,
            count,
            packed,
            queryCount,
            keys,
            ids,
            sizes,
            thresholds,
            capacity,
            scratch,
          ),
        );
        return;
      }
      case 'settle': {
        const { heaps, ranked, longest, shortest, workers } = job;
        for (let query = claim(); query < job.queryCount; query = claim()) {
          const at = query * 4;
          const top = at * heaps.capacity;
          kernels.settle(
            metric,
            rows,
            n,
            d,
            longest,
            shortest,
            job.queries + at * d,
            ranked.k,
            workers,
            heaps.keys + top,
            heaps.ids + top,
            heaps.heapStride,
            heaps.sizes + at,
            heaps.sizeStride,
            heaps.capacity,
            ranked.values + 2 * at * ranked.k,
            ranked.ids + at * ranked.k,
            ranked.sizes + at,
            job.limits + at,
            job.certain + at,
          );
        }
        return;
      }
      case 'rescan': {
        const { ranked } = job;
        forEachRun(job, claim, (first, count) =>
          kernels.offerExactly(
            metric,
            rows,
            biases,
            d,
            first,
            count,
            job.queries,
            job.packed,
            job.queryCount,
            ranked.values + worker * ranked.valueStride,
            ranked.ids + worker * ranked.idStride,
            ranked.sizes + worker * ranked.sizeStride,
            job.limits,
            ranked.k,
            scratch,
          ),
        );
        return;
      }
      case 'distances':
        forEachRun(job, claim, (first, count) =>
          kernels.writeDistances(
            metric,
            rows,
            biases,
            n,
            d,
            first,
            count,
            job.queries,
            job.queryBiases,
            job.packed,
            job.queryCount,
            Number(job.isSafe),
            job.out,
            scratch,
          ),
        );
        return;
      case 'row distances':
        forEachRun(job, claim, (first, count) =>
          kernels.rowDistances(metric, rows, job.others, d, first, count, job.out),
        );
        return;
      case 'quantise':
        forEachRun(job, claim, (first, count) =>
          kernels.quantiseRows(metric, rows, d, first, count, job.copies, job.terms),
        );
        return;
      case 'bound':
        forEachRun(job, claim, (first, count) => boundRows(kernels, scratch, job, worker, first, count));
        return;
      case 'survivors':
        for (let query = claim(); query < job.queryCount; query = claim()) {
          measureSurvivors(kernels, job, query);
        }
        return;
      case 'read':
        forEachRun(job, claim, (first, count) => kernels.readAll(rows + first * d * 4, count * d * 4));
        return;
      case 'multiply-add':
        forEachRun(job, claim, (_, count) => kernels.multiplyAddAll(count * job.rounds, 1));
        return;
      case 'multiply-add int8':
        forEachRun(job, claim, (_, count) => kernels.multiplyAddInt8All(count * job.rounds, 3));
        return;
      case 'assign': {
        const { centroids, k, packed, centroidBiases, groups, labels, firsts, seconds } = job;
        forEachRun(job, claim, (first, count) => {
          if (job.isSafe) {
            kernels.assignRows(
              metric,
              rows,
              biases,
              d,
              first,
              count,
              packed,
              centroidBiases,
              groups,
              labels,
              firsts,
              seconds,
              scratch,
            );
          } else {
            kernels.assignExactly(metric, rows, d, first, count, centroids, k, labels, firsts, seconds);
          }
        });
        return;
      }
    }
  }
}

function instantiate(module: WasmModule, memory: WasmMemory): KernelExports {
  const abort = () => {
    throw new RangeError('a kernel was called with what it cannot work on');
  };
  return new webAssembly.Instance(module, { env: { memory, abort } }).exports as KernelExports;
}

function forEachRun(
  { n, taskRows }: KernelJob,
  claim: () => number,
  visit: (first: number, count: number) => void,
): void {
  for (let first = claim() * taskRows; first < n; first = claim() * taskRows) {
    visit(first, Math.min(taskRows, n - first));
  }
}
