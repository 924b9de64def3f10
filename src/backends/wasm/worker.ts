import { workerData } from 'node:worker_threads';
import type { WorkerStart } from '../shared/threads/control.js';
import { serveJobs } from '../shared/threads/serve-jobs.js';
import type { Job } from './job.js';
import { JobRunner } from './job-runner.js';
import type { WasmModule } from './web-assembly.js';

const { index, data } = workerData as WorkerStart;
const runner = new JobRunner(data as WasmModule, index);
serveJobs<Job>((job, worker, claim) => runner.run(job, worker, claim));
