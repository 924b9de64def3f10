import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { servingDocument } from '../../src/cli/serving/document.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const CONSTANT = ['--arrivals', 'constant', '--warmup', '200ms'];
const FAST = ['--latency', '4+1'];
const BRIEF = ['--duration', '400ms'];

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mls-serving-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function mls(...args: string[]) {
  return execa(process.execPath, [RUN, 'bench', 'serving', ...args, '--out', directory], {
    reject: false,
    stdin: 'ignore',
    env: { NO_COLOR: '1' },
  });
}

async function runFolder(): Promise<string> {
  const [run] = await readdir(directory);
  return join(directory, run ?? '');
}

describe('mls bench serving', () => {
  it('prints a row for each tier and rate, and the capacity of each', async () => {
    const { stdout, stderr, exitCode } = await mls(
      ...CONSTANT,
      ...FAST,
      ...BRIEF,
      '--rps',
      '10,20',
      '--json',
    );
    expect(stderr).toBe('');
    // A host that is busy enough makes any load invalid.
    expect([0, 97]).toContain(exitCode);
    const document = servingDocument.parse(JSON.parse(stdout));
    expect(document.rows.map(({ tier, rate }) => `${tier} ${tier === 'null' ? '' : rate}`.trim())).toEqual([
      'null',
      ...['baseline', 'batched', 'balanced'].flatMap((tier) => [`${tier} 10`, `${tier} 20`]),
    ]);
    expect(document.capacities.map(({ tier, policy }) => [tier, policy])).toEqual([
      ['baseline', 'fifo'],
      ['batched', 'adaptive'],
      ['balanced', 'round-robin'],
    ]);
    const sent = document.rows.filter(({ tier }) => tier !== 'null');
    expect(sent.map((row) => row.sent)).toEqual([4, 8, 4, 8, 4, 8]);
    for (const row of sent)
      expect(row).toMatchObject({ model: 'emulated', check: 'pass', slo: 'p99=1500ms' });
    expect(document.rows[0]).toMatchObject({ tier: 'null', model: 'none' });
    const files = await readdir(await runFolder());
    expect(files).toEqual(
      expect.arrayContaining([
        'journal.ndjson',
        'rows.csv',
        'report.md',
        'run.json',
        'latency-p99.svg',
        'throughput.svg',
        'balanced-round-robin-rate-20.hgrm',
        'balanced-round-robin-rate-20.samples.ndjson.gz',
      ]),
    );
    const csv = await readFile(join(await runFolder(), 'rows.csv'), 'utf8');
    expect(csv).toMatch(/^rps,requests_sent,successful,failed,mean_latency,/);
  });

  it('sets a simulation beside what a scheduling policy did before real workers', async () => {
    const policies = ['--tier', 'balanced', '--policy', 'dynamic-early', '--autoscale', 'rps'];
    const load = ['--rps', '20', '--latency', '4+1', '--slo', 'p99=2s'];
    const { stdout, stderr, exitCode } = await mls(...CONSTANT, ...BRIEF, ...policies, ...load, '--json');
    expect([0, 97, 99]).toContain(exitCode);
    expect(stderr).toBe('dynamic-early plans for the workers there are: 2 of them, without --autoscale rps');
    const [none, scheduled] = servingDocument.parse(JSON.parse(stdout)).rows;
    expect(none).toMatchObject({ tier: 'null', simulatedGoodputRps: null, p99ErrorPercent: null });
    expect(scheduled).toMatchObject({ policy: 'dynamic-early', sent: 8, check: 'pass', instances: 2 });
    const { simulatedGoodputRps, simulatedP99Ms, simulatedDelayMs, p99Ms, p99ErrorPercent } = scheduled ?? {};
    expect(simulatedGoodputRps).toBeGreaterThan(0);
    expect(simulatedP99Ms).toBeGreaterThan(5);
    expect(simulatedDelayMs).toBeGreaterThan(0);
    expect(p99ErrorPercent).toBeCloseTo((100 * ((simulatedP99Ms ?? 0) - (p99Ms ?? 0))) / (p99Ms ?? 0));
  });

  it('refuses a policy that workers cannot follow, in one line', async () => {
    const { stderr, exitCode } = await mls('--tier', 'balanced', '--policy', 'shepherd');
    expect(exitCode).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('got "shepherd", which stops batches that run');
  });

  it('skips rates past saturation, and says so', async () => {
    const overload = ['--tier', 'baseline', '--latency', '100+0', '--rps', '60,80,100'];
    const { stdout } = await mls(...CONSTANT, ...BRIEF, ...overload, '--slo', 'p99=50ms', '--ui', 'none');
    // On a host that is busy enough the generator may be late even so.
    expect(stdout).toMatch(
      /^baseline(, skipped, 80 to 100\/s: past saturation at 60\/s| .* late at the 99th)/m,
    );
    expect(stdout).toContain('Capacity within p99=50ms');
  });

  it('keeps what was measured when it is interrupted, and leaves no process behind', async () => {
    const running = mls(
      ...[...CONSTANT, ...FAST, '--tier', 'balanced'],
      ...['--rps', '20', '--duration', '60s', '--ui', 'plain'],
    );
    await new Promise<void>((resolve) => {
      running.stderr?.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('balanced 20/s')) resolve();
      });
      running.finally(resolve);
    });
    running.kill('SIGINT');
    const { stdout, exitCode } = await running;
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/balanced.*interrupted/);
    const journal = await readFile(join(await runFolder(), 'journal.ndjson'), 'utf8');
    const events = journal
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ type }) => type)).toEqual([
      'run-started',
      'cell-finished',
      'cell-finished',
      'run-finished',
    ]);
    expect(events[2].row).toMatchObject({ tier: 'balanced', status: 'interrupted' });
    expect(events[2].row.successful).toBeGreaterThan(0);
  });

  it.each([
    [['--tier', 'batchd'], 2, 'did you mean batched'],
    [['--slo', 'errors=1%'], 2, 'expected --slo to name a latency'],
    [['--arrivals', 'ramp:5:50'], 2, 'expected --arrivals to keep one rate'],
    [['--rps', '0'], 2, 'expected --rps to be requests a second'],
    [['--balance', 'all-at-once'], 2, 'expected --balance to be one of'],
    [['--model', 'nobody'], 2, 'expected --model to be'],
    [['--corpus', 'nobody'], 2, 'expected --corpus to be one of'],
    [['--format', 'xml'], 2, 'expected --format to be one of'],
  ])('refuses %j in one line', async (args, code, message) => {
    const { stderr, exitCode } = await mls(...args, '--ui', 'none');
    expect(exitCode).toBe(code);
    expect(stderr).toContain(message);
    expect(stderr.split('\n')).toHaveLength(1);
  });
});
