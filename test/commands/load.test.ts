import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { execa } from 'execa';
import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serve } from '../load/servers.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mls-load-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function mls(...args: string[]) {
  return execa(process.execPath, [RUN, 'load', ...args, '--out', directory], {
    reject: false,
    stdin: 'ignore',
    env: { NO_COLOR: '1' },
  });
}

async function runFolder(): Promise<string> {
  const [run] = await readdir(directory);
  return join(directory, run ?? '');
}

describe('mls load', () => {
  it('prints one document, and keeps every request beside its journal', async () => {
    const { url, bodies } = await serve((response) => response.end('ok'));
    const file = join(directory, 'q.jsonl');
    writeFileSync(file, '{"q":1}\n\n{"q":2}\n');
    const load = ['--rps', '20,40', '--arrivals', 'constant', '--duration', '500ms', '--warmup', '0'];
    const { stdout, stderr } = await mls(url, ...load, '--body', file, '--json');
    rmSync(file);
    const document = JSON.parse(stdout);
    expect(stderr).toBe('');
    expect(document).toMatchObject({ schemaVersion: 1, partial: false, capacity: null });
    expect(document.rows.map((row: { sent: number }) => row.sent)).toEqual([10, 20]);
    expect(bodies.slice(0, 3)).toEqual(['{"q":1}', '{"q":2}', '{"q":1}']);
    const folder = await runFolder();
    // Curves are of loads that left on time, which a busy host may keep them from.
    const kept = (await readdir(folder)).filter((name) => !name.endsWith('.svg'));
    expect(kept.sort()).toEqual([
      'journal.ndjson',
      'rate-20.hgrm',
      'rate-20.samples.ndjson.gz',
      'rate-40.hgrm',
      'rate-40.samples.ndjson.gz',
      'report.md',
      'rows.csv',
      'run.json',
    ]);
    const samples = gunzipSync(await readFile(join(folder, 'rate-40.samples.ndjson.gz'))).toString();
    const [heading = '', ...lines] = samples.trimEnd().split('\n');
    expect(lines).toHaveLength(20);
    const { histogram } = JSON.parse(heading);
    expect(decodeFromCompressedBase64(histogram).totalCount).toBe(20);
  });

  it('ends with 99 where the SLO is missed, and says by what', async () => {
    const { url } = await serve((response, nth) => response.writeHead(nth % 2 === 0 ? 200 : 429).end());
    const { stdout, stderr, exitCode } = await mls(
      url,
      ...['--rps', '20', '--arrivals', 'constant', '--duration', '1s', '--warmup', '0'],
      ...['--slo', 'errors=1%'],
    );
    // A host that is busy enough makes any load invalid.
    expect([97, 99]).toContain(exitCode);
    expect(stdout).toContain('missed');
    expect(stdout).toContain(exitCode === 99 ? 'errors 50 %, over 1 %; HTTP 429 10 times' : 'late at');
    expect(stderr).toContain('SLO missed');
  });

  it('searches for the rate that an SLO holds at', async () => {
    const { url } = await serve((response) => response.end('ok'));
    const { stdout } = await mls(
      url,
      ...['--find-capacity', '--slo', 'max=1ms,errors=0%', '--rps', '8', '--tolerance', '50%'],
      ...['--arrivals', 'constant', '--duration', '250ms', '--warmup', '0', '--json'],
    );
    const { capacity, rows, exitCode } = JSON.parse(stdout);
    expect(capacity.probes).toBe(rows.length);
    expect(['slo', 'generator']).toContain(capacity.bound);
    expect(exitCode === 0).toBe(capacity.holdsRps !== null);
  });

  it('keeps what was measured when it is interrupted', async () => {
    const { url, bodies } = await serve((response) => response.end('ok'));
    const running = mls(url, '--rps', '50', '--duration', '60s', '--warmup', '0', '--json');
    const timer = setInterval(() => {
      if (bodies.length < 20) return;
      clearInterval(timer);
      running.kill('SIGINT');
    }, 50);
    const { stdout, exitCode } = await running;
    const document = JSON.parse(stdout);
    expect(exitCode).toBe(130);
    expect(document).toMatchObject({ partial: true, verdict: 'interrupted' });
    expect(document.rows[0]).toMatchObject({ status: 'interrupted' });
    expect(document.rows[0].successful).toBeGreaterThan(10);
  });

  it.each([
    [['http://127.0.0.1:1/', '--rps', '1'], 100, 'expected a server at 127.0.0.1:1, got ECONNREFUSED'],
    [['localhost', '--rps', '1'], 2, 'expected a URL such as http://localhost:8000/rag'],
    [['null'], 2, 'expected --rps RATE for an open loop'],
    [['null', '--rps', '0'], 2, 'expected --rps to be requests a second'],
    [['null', '--rps', '5', '--closed', '2'], 2, 'expected --closed with --duration only'],
    [['null', '--rps', '5', '--body', '{no'], 2, 'expected JSON in --body'],
    [['null', '--rps', '5', '--header', 'none'], 2, 'expected --header to be such as'],
    [['null', '--find-capacity'], 2, 'expected --slo with --find-capacity'],
  ])('refuses %j in one line', async (args, code, message) => {
    const { stderr, exitCode } = await mls(...args);
    expect(exitCode).toBe(code);
    expect(stderr).toContain(message);
    expect(stderr.split('\n')).toHaveLength(1);
  });
});
