/** The library behind the command line: the same run, without a terminal. */
export type {
  Backend,
  Engine,
  Metric,
  Neighbours,
  Rows,
  VectorSet,
  VectorSource,
} from './backends/backend.js';
export { BACKEND_NAMES, type BackendName, loadBackend } from './backends/registry.js';
export type { Dataset, DatasetRequest, DatasetSpec } from './datasets/dataset.js';
export {
  DATASET_NAMES,
  describeDataset,
  openDataset,
  pullDataset,
  resolveDataset,
} from './datasets/registry.js';
export { type BenchmarkOptions, type BenchmarkResult, benchmark } from './harness/benchmark.js';
export { LocalRunner } from './harness/local-runner.js';
export { documentOf, type RunDocument } from './results/document.js';
export type { RunEvent } from './results/events.js';
export { readJournal } from './results/journal-reader.js';
export { comparedRows, type RecordedRun, recordedRun } from './results/recorded-run.js';
export type {
  Batch,
  Decisions,
  LatencyProfile,
  Policy,
  Request,
  Scheduler,
  SchedulerEvent,
  Setup,
} from './scheduling/policy.js';
export { openPolicy, POLICY_NAMES } from './scheduling/registry.js';
export type { Executor } from './scheduling/simulation/executor.js';
export { type SimulationEnd, simulate } from './scheduling/simulation/simulate.js';
export type { Simulation, SimulationObserver } from './scheduling/simulation/simulation.js';
export { planAnn } from './suites/ann/plan.js';
export { type AnnRow, annRow } from './suites/ann/row.js';
export { planKnn } from './suites/knn/plan.js';
export { type KnnRow, knnRow } from './suites/knn/row.js';
export { loadSuite } from './suites/registry.js';
