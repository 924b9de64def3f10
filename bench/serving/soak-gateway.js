// The gateway of soak.js, in a process of its own, so that its memory is nobody else's. Answers 'url', 'memory', 'drain'.
import { pathToFileURL } from 'node:url';
import { startBalanced } from '../../dist/serving/balanced/index.js';

const [worker] = process.argv.slice(2);
const spec = {
  tier: 'balanced',
  pipeline: {
    // Workers of one's own are given an empty object where the real ones are given a model.
    model: worker ? '{}' : 'emulated',
    corpus: 'animals',
    emulated: { baseMs: 5, perRequestMs: 1, jitter: 0.1 },
    threads: 1,
    maxTokens: 8,
  },
  batching: { maxBatch: 10, maxWaitMs: 5, maxQueue: 200, close: 'timeout' },
  host: '127.0.0.1',
  port: 0,
};
const tier = await startBalanced(spec, {
  minInstances: 2,
  maxInstances: 2,
  autoscale: { by: 'none' },
  policy: 'power-of-two',
  onEvent: (event) => {
    if (event.type === 'started' || event.type === 'crashed') process.send(event);
  },
  ...(worker && { workerEntry: pathToFileURL(worker) }),
});

process.on('message', async (what) => {
  if (what === 'url') process.send({ type: 'reply', url: tier.url });
  if (what === 'memory') {
    globalThis.gc();
    const { rss, heapUsed } = process.memoryUsage();
    process.send({ type: 'reply', rssBytes: rss, heapBytes: heapUsed });
  }
  if (what === 'drain') {
    const metrics = await (await fetch(`${tier.url}/metrics`)).text();
    const tally = metrics.split('\n').filter((line) => /^mls_(requests|retries|worker_crashes)/.test(line));
    await tier.drain();
    process.send({ type: 'reply', tally }, () => process.exit(0));
  }
});
process.on('disconnect', () => {
  tier.kill();
  process.exit(1);
});
