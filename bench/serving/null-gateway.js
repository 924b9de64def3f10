// The gateway of gateway.js, in a process of its own, before workers that answer at once. Sends where it and its workers
// listen; answers 'cpu' with the CPU time that it used; ends with its parent.
import { startBalanced } from '../../dist/serving/balanced/index.js';

const WORKERS = 2;
const workers = [];
const tier = await startBalanced(
  {
    tier: 'balanced',
    pipeline: { model: 'none', corpus: 'none', threads: 1, maxTokens: 1 },
    batching: { maxBatch: 10, maxWaitMs: 0, maxQueue: 1000, close: 'timeout' },
    host: '127.0.0.1',
    port: 0,
  },
  {
    minInstances: WORKERS,
    maxInstances: WORKERS,
    autoscale: { by: 'none' },
    workerEntry: new URL('null-worker.js', import.meta.url),
    onEvent: (event) => {
      if (event.type === 'started') workers.push(event.url);
    },
  },
);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpuMs: (user + system) / 1000 });
});
process.on('disconnect', () => {
  tier.kill();
  process.exit(0);
});
process.send({ url: tier.url, workers });
