import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { CONTROL, type WorkerReport, type WorkerStart } from './control.js';

/**
 * Does the jobs of a `WorkerPool` in the thread it is called in, one after another and without end.
 * @param runJob does tasks of a job until `claim` (the number of the next task that nobody has) runs past the last
 */
export function serveJobs<Job>(runJob: (job: Job, worker: number, claim: () => number) => void): never {
  if (parentPort === null) throw new Error('expected to run as a worker thread');
  const port = parentPort;
  const { index, control } = workerData as WorkerStart;
  const report = (message: WorkerReport) => port.postMessage(message);
  const claim = () => Atomics.add(control, CONTROL.nextTask, 1);

  report({ state: 'ready' });
  // Sleeping in Atomics.wait wakes sooner than the event loop does. A job posted between the look at the counter and the
  // sleep is not lost: the counter has moved by then, so that the sleep ends at once.
  for (;;) {
    const seen = Atomics.load(control, CONTROL.job);
    const received = receiveMessageOnPort(port) as { message: Job } | undefined;
    if (received === undefined) {
      Atomics.wait(control, CONTROL.job, seen);
      continue;
    }
    try {
      runJob(received.message, index, claim);
      report({ state: 'done' });
    } catch (error) {
      report({ state: 'failed', error });
    }
  }
}
