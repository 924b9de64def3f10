import { serveJobs } from '../shared/threads/serve-jobs.js';
import { runJob } from './run-job.js';

serveJobs(runJob);
