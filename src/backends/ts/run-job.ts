import { EXACT_DISTANCE } from '../shared/exact-distance.js';
import { type DistancesJob, heapsOfWorker, type Job } from './job.js';
import { rowNorms } from './kernels/keys.js';
import { NearestHeaps } from './kernels/nearest-heaps.js';
import { rowDistances } from './kernels/row-distances.js';
import { Scan } from './kernels/scan.js';

/** Rows of a task that goes over rows alone. */
const ROWS_OF_TASK = 256;

/** Does tasks of a job until `claim` (the number of the next task that nobody has) runs past the last of them. */
export function runJob(job: Job, worker: number, claim: () => number): void {
  switch (job.kind) {
    case 'norms': {
      const { metric, rows, d, n, norms } = job.block;
      forEachRun(n, claim, (first, count) => rowNorms(metric, rows, d, first, count, norms));
      return;
    }
    case 'row distances': {
      const { metric, x, y, d, out } = job;
      const distance = EXACT_DISTANCE[metric];
      forEachRun(out.length, claim, (first, count) => rowDistances(distance, x, y, d, first, count, out));
      return;
    }
    case 'nearest': {
      const { values, ids, sizes } = heapsOfWorker(job, worker);
      const heaps = new NearestHeaps(job.capacity, values, ids, sizes);
      const scan = scanOf(job);
      const offer =
        job.keep === 'keys'
          ? (task: number) => scan.offerKeys(task, heaps)
          : (task: number) => scan.offerDirectDistances(task, heaps);
      for (let task = claim(); task < scan.tasks; task = claim()) offer(task);
      return;
    }
    case 'distances': {
      const scan = scanOf(job);
      for (let task = claim(); task < scan.tasks; task = claim()) scan.writeDistances(task, job.out);
      return;
    }
    case 'assign': {
      const { centroids, centroidCount, firstLabel, labels, first, second } = job;
      const scan = scanOf({ ...job, queries: centroids, queryCount: centroidCount });
      for (let task = claim(); task < scan.tasks; task = claim()) {
        scan.foldNearestTwo(task, firstLabel, labels, first, second);
      }
      return;
    }
  }
}

function scanOf({
  block,
  queries,
  queryCount,
}: Pick<DistancesJob, 'block' | 'queries' | 'queryCount'>): Scan {
  return new Scan(block.metric, block.rows, block.norms, block.n, block.d, queries, queryCount);
}

function forEachRun(rows: number, claim: () => number, visit: (first: number, count: number) => void): void {
  for (let first = claim() * ROWS_OF_TASK; first < rows; first = claim() * ROWS_OF_TASK) {
    visit(first, Math.min(ROWS_OF_TASK, rows - first));
  }
}
