import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseBatchTrace } from '../../src/results/batch-trace.js';
import { documentSchema } from '../../src/results/document.js';
import { experimentDocument } from '../../src/results/experiment/document.js';
import { schedulingRow } from '../../src/suites/scheduling/row.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const SCHEMA = new URL('../../schemas/sim-serving.json', import.meta.url);
/** A load that any policy holds: 20 requests at equal gaps, none of which meets another. */
const LIGHT = ['--policy', 'symphony', '--profile', 'linear:1,4,16', '--gpus', '2', '--slo', '50ms'];
const BRIEF = ['--arrivals', 'constant', '--duration', '2s', '--warmup', '1s'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mls-sim-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function mls(...args: string[]) {
  return execa(process.execPath, [RUN, ...args], {
    reject: false,
    stdin: 'ignore',
    cwd: folder,
    env: { NO_COLOR: '1' },
  });
}

const sim = (...args: string[]) => mls('sim', 'serving', ...args);

async function runFolder(): Promise<string> {
  const [run] = await readdir(join(folder, 'results', 'runs'));
  return join(folder, 'results', 'runs', run ?? '');
}

describe('mls sim serving', () => {
  it('prints one document that holds to its schema, the same every time', async () => {
    const args = [...LIGHT, ...BRIEF, '--rate', '10,20', '--json'];
    const { stdout, stderr, exitCode } = await sim(...args);
    expect([stderr, exitCode]).toEqual(['', 0]);
    const document = documentSchema(schedulingRow).parse(JSON.parse(stdout));
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(await readFile(SCHEMA, 'utf8')));
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
    expect(document.rows).toMatchObject([
      { policy: 'symphony', rate: 10, goodputRps: 10, requests: 20, violationPercent: 0, seed: 42 },
      { policy: 'symphony', rate: 20, goodputRps: 20, requests: 40, violationPercent: 0, seed: 42 },
    ]);
    const again = documentSchema(schedulingRow).parse(JSON.parse((await sim(...args)).stdout));
    expect(again.rows).toEqual(document.rows);
  });

  it('prints a table with goodput against the rate, and lines of how it goes', async () => {
    const { stdout, stderr } = await sim(...LIGHT, ...BRIEF, '--rate', '10:30:10');
    expect(stdout).toMatch(
      /^scheduling · symphony · linear:1,4,16 · models 1 · GPUs 2 · SLO 50\.00 ms · constant/,
    );
    expect(stdout).toMatch(/^ +30\.0 +1,600 +30\.0 +0 /m);
    expect(stdout).toContain('Goodput against requests/s');
    expect(stderr).toMatch(/^\[3\/3\] symphony, rate 30\.0: ok, goodput 30\.0\/s, % not in time 0/m);
    expect(stderr).toContain('Journal, CSV and tables: results/runs/');
  });

  it('prints data alone where data is asked for', async () => {
    const csv = await sim(...LIGHT, ...BRIEF, '--rate', '10', '--format', 'csv', '--ui', 'none');
    const [head, row] = csv.stdout.split('\n');
    expect(head).toMatch(/^suite,policy,profile,models,gpus,sloMs,arrivals,rate,loadPercent,status,/);
    expect(row).toMatch(/^scheduling,symphony,"linear:1,4,16",1,2,50,constant,10,,ok,/);
    const ndjson = await sim(...LIGHT, ...BRIEF, '--rate', '10', '--format', 'ndjson', '--ui', 'none');
    expect(ndjson.stdout.split('\n').map((line) => JSON.parse(line).type)).toEqual([
      'run-started',
      'cell-finished',
      'run-finished',
    ]);
  });

  it('keeps a run that the other commands read', async () => {
    await sim(...LIGHT, ...BRIEF, '--rate', '10,20', '--ui', 'none');
    const shown = await mls('runs', 'show', 'latest');
    expect(shown.stdout).toContain('Goodput against requests/s');
    expect((await mls('runs')).stdout).toContain('scheduling');
    const replayed = await mls('replay', 'latest');
    expect(replayed.stderr).toMatch(/^\[2\/2\] symphony, rate 20\.0: ok/m);
    const report = await mls('report', 'latest', '--format', 'md');
    expect(report.stdout).toContain('Serving schedulers, simulated');
    expect((await mls('query', 'select policy, goodputRps from runs order by 2')).stdout).toMatch(
      /symphony +20/,
    );

    const svg = await mls('plot', 'latest', '--kind', 'gantt', '--cell', 'symphony-20');
    expect(svg.stdout).toMatch(/^<svg /);
    const text = await mls('plot', 'latest', '--kind', 'gantt', '--as', 'text', '--window', '1s:1200ms');
    expect(text.stdout).toMatch(/^symphony 10\/s: batches by GPU, with their sizes\nGPU 0 │.*\nGPU 1 │/);
    const batches = await mls('plot', 'latest', '--kind', 'batches', '--as', 'text', '--cell', '20');
    expect(batches.stdout).toMatch(/^symphony 20\/s: batches by size\n1 │█+ 40 100\.0 %$/);
    const trace = await readFile(join(await runFolder(), 'batches-symphony-10.json'), 'utf8');
    expect(parseBatchTrace(trace)?.batches).toHaveLength(20);
  });

  it('finds what a policy can hold, beside what the batching equations say', async () => {
    const { stdout, exitCode } = await sim(...LIGHT, '--find-goodput', '--duration', '1s', '--json');
    expect(exitCode).toBe(0);
    const [row] = documentSchema(schedulingRow).parse(JSON.parse(stdout)).rows;
    expect(row?.capacityRps).toBeGreaterThan(0.5 * (row?.boundRps ?? 0));
    // The 16 of the profile fit the SLO: 2 * 16 / 20 ms.
    expect(row?.boundRps).toBeCloseTo(1600, 9);
  });

  it.each([
    [
      ['--rate', '10', '--policy', 'symphny'],
      /^mls: expected --policy to be one of .*; got "symphny" - did you mean symphony\?$/,
    ],
    [[], /^mls: expected --rate \(requests a second/],
    [
      ['--rate', '10', '--polcy', 'x'],
      /^mls: expected a flag that --help lists; got --polcy - did you mean --policy\?$/,
    ],
    [['--rate', '10', '--play'], /^mls: expected a terminal for --play/],
    [['--rate', '10', '--format', 'xml'], /^mls: expected --format to be one of/],
  ])('says in one line what is wrong with %j', async (args, message) => {
    const { stdout, stderr, exitCode } = await sim(...args);
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toMatch(message);
  });

  it('keeps what was finished when it is interrupted', async () => {
    const child = sim(...LIGHT, '--rate', '0.01,1000', '--duration', '10h', '--arrivals', 'constant');
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (text) => /^\[1\/2\]/m.test(String(text)) && resolve());
    });
    child.kill('SIGINT');
    const { stdout, stderr, exitCode } = await child;
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/rate 0\.0100 .*seed 42/);
    expect(stderr).toContain('PARTIAL: interrupted');
    const journal = await readFile(join(await runFolder(), 'journal.ndjson'), 'utf8');
    expect(
      journal
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).type),
    ).toEqual(['run-started', 'cell-finished', 'run-finished']);
  });
});

describe('mls run of a simulation', () => {
  const experiment = (golden: number, published: number) => `
name: light
question: is everything in time?
source: A paper on light loads
suite: scheduling
quick: { policy: symphony, profile: ['linear:1,4,16'], gpus: 2, slo: 50ms, arrivals: constant, rate: [10, 20], duration: 2s }
full: {}
expected:
  - { name: counted here, size: quick, origin: golden, where: { rate: 10 }, column: goodputRps, value: ${golden} }
  - { name: claimed, size: quick, origin: published, source: 'table 3', where: { rate: 20 }, column: goodputRps, value: ${published} }
  - { name: in time, size: quick, origin: published, where: { rate: 20 }, column: violationPercent, value: 0 }
`;

  it('holds what comes out against what was expected, and says who said so', async () => {
    await writeFile(join(folder, 'light.yaml'), experiment(10, 20));
    const { stdout, exitCode } = await mls('run', 'light.yaml', '--json');
    expect(exitCode).toBe(0);
    expect(experimentDocument.parse(JSON.parse(stdout)).experiment.comparisons).toMatchObject([
      { name: 'counted here', backend: 'symphony', source: 'this project', measured: 10, verdict: 'PASS' },
      { name: 'claimed', backend: 'symphony', source: 'table 3', measured: 20, verdict: 'PASS' },
      { name: 'in time', source: 'A paper on light loads', verdict: 'PASS' },
    ]);
  });

  it('fails where a published figure does, whichever are asked for', async () => {
    await writeFile(join(folder, 'light.yaml'), experiment(10, 25));
    const { stdout, exitCode } = await mls('run', 'light.yaml', '--check', 'paper', '--ui', 'none');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/claimed +published \[1\] +symphony +25 +20 .*FAIL/);
    expect(stdout).toMatch(/^\[1\] table 3$/m);
    expect(stdout).not.toContain('counted here');
  });

  it('holds the published figures alone with --check paper', async () => {
    await writeFile(join(folder, 'light.yaml'), experiment(11, 20));
    expect((await mls('run', 'light.yaml', '--ui', 'none')).exitCode).toBe(1);
    expect((await mls('run', 'light.yaml', '--ui', 'none', '--check', 'paper')).exitCode).toBe(0);
  });

  it('takes no flags of timing, and knows none that the suite does not', async () => {
    await writeFile(join(folder, 'light.yaml'), experiment(10, 20));
    expect((await mls('run', 'light.yaml', '--rounds', '3')).stderr).toMatch(
      /expected no --rounds with an experiment of scheduling/,
    );
    await writeFile(join(folder, 'slip.yaml'), experiment(10, 20).replace('gpus:', 'gpu:'));
    const { stderr, exitCode } = await mls('run', 'slip.yaml');
    expect(stderr).toMatch(/got "gpu" - did you mean gpus\?/);
    expect(exitCode).toBe(2);
  });
});
