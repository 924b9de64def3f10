import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const SOAK = fileURLToPath(new URL('../../../bench/serving/soak.js', import.meta.url));
const FAKE_WORKER = fileURLToPath(new URL('./fixtures/fake-worker.mjs', import.meta.url));

it('the soak, for ten seconds: nothing is lost, statuses are as named, memory is flat', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    SOAK,
    ...['--seconds', '10', '--kill-every', '3', '--worker', FAKE_WORKER],
  ]);
  const soak = JSON.parse(stdout);
  expect(soak).toMatchObject({ good: true, lost: 0, unexpected: {}, flat: true });
  expect(soak.kills).toBeGreaterThan(0);
  expect(soak.counts['question 200']).toBeGreaterThan(soak.sent * 0.8);
  expect(soak.counts['malformed 400']).toBeGreaterThan(0);
  expect(soak.counts['large 413']).toBeGreaterThan(0);
});
