import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const SMALL = [
  '--dataset',
  'clustered',
  '--n',
  '400',
  '--d',
  '16',
  '--queries',
  '5',
  '--k',
  '3',
  '--backend',
  'ts,null',
];

let folder: string;
/** Ids of a run, of the same with every round twice as long, and of one with too few rounds. */
let runs: { plain: string; slow: string; short: string };

function mls(args: readonly string[], env: Record<string, string> = {}) {
  return execa(process.execPath, [RUN, ...args], {
    cwd: folder,
    env: { MLS_CACHE_DIR: join(folder, 'cache'), GITHUB_ACTIONS: '', ...env },
    reject: false,
  });
}

async function bench(...args: string[]): Promise<string> {
  const { stdout } = await mls(['bench', 'knn', ...SMALL, ...args, '--json']);
  return JSON.parse(stdout).runId;
}

/** A copy of a run's journal in which every round took so many times as long, the quickest a little less. */
async function slowed(id: string, factor: number): Promise<string> {
  const copy = `${id}-slowed`;
  const path = (name: string) => join(folder, 'results', 'runs', name, 'journal.ndjson');
  const lines = (await readFile(path(id), 'utf8')).trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line));
  let rounds = 0;
  for (const event of events) {
    if (event.type === 'run-started') event.runId = copy;
    // Rounds of its own: what the host did to those of the first run says nothing here.
    if (event.type === 'round') event.sample.ms = 10 * factor * (1 + (rounds++ % 7) / 1000);
  }
  await execa('mkdir', ['-p', join(folder, 'results', 'runs', copy)]);
  await writeFile(path(copy), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return copy;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-verdicts-'));
  const measured = await bench('--rounds', '8');
  const short = await bench('--rounds', '3');
  const plain = await slowed(measured, 1);
  runs = { plain, slow: await slowed(plain, 2), short };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function validated(schema: string, stdout: string) {
  const path = new URL(`../../schemas/${schema}.json`, import.meta.url);
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(await readFile(path, 'utf8')));
  const document = JSON.parse(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document;
}

describe('mls compare', () => {
  it('prints one valid document, and exits with 0 whatever it finds', async () => {
    const { stdout, stderr, exitCode } = await mls(['compare', runs.plain, runs.slow, '--json']);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    const document = await validated('compare', stdout);
    expect(document).toMatchObject({ verdict: 'regressed', suite: 'knn', exitCode: 0, calibration: null });
    expect(document.base.runId).toBe(runs.plain);
    const [cell, ...others] = document.cells;
    expect(others).toEqual([]);
    expect(cell).toMatchObject({ subject: 'ts', verdict: 'regressed', reasons: ['slower'] });
    expect(cell.timing.ratio).toBeCloseTo(2, 2);
    expect(cell.timing.baseRounds).toBe(8);
  });

  it('says faster the other way round, and the same of a run and itself', async () => {
    const { stdout } = await mls(['compare', runs.slow, runs.plain]);
    expect(stdout).toMatch(/ ts +20\.\d+ ms +10\.\d+ ms +0\.500× .* faster$/m);
    const same = await mls(['compare', runs.plain, runs.plain]);
    expect(same.stdout).toMatch(/1\.000× .* same$/m);
  });

  it('has Markdown, CSV and JSON beside the table, without escapes in a pipe', async () => {
    const md = await mls(['compare', runs.plain, runs.slow, '--format', 'md']);
    expect(md.stdout).toMatch(/^\| ts \|.*\| \*\*slower\*\* \|$/m);
    const csv = await mls(['compare', runs.plain, runs.slow, '--format', 'csv']);
    expect(parse(csv.stdout, { columns: true })).toMatchObject([{ subject: 'ts', verdict: 'regressed' }]);
    const json = await mls(['compare', runs.plain, runs.slow, '--format', 'json']);
    await validated('compare', json.stdout);
    for (const { stdout, stderr } of [md, csv, json]) expect(stdout + stderr).not.toContain('\u001b');
  });

  it('says of a cell why it cannot be compared', async () => {
    const { stdout, exitCode } = await mls(['compare', runs.plain, runs.short]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('too few rounds: 8 and 3, 6 needed on each side');
  });

  it.each([
    ['a run that is not there', ['no-such', 'latest'], /^mls: expected a run in .*"no-such"/],
    ['a threshold', ['latest', 'latest', '--threshold', 'five'], /^mls: expected --threshold .*got "five"$/],
    ['a format', ['latest', 'latest', '--format', 'mdd'], /^mls: expected --format .*did you mean md\?$/],
  ])('answers a mistake in %s in one line and exits with 2', async (_, args, line) => {
    const { stdout, stderr, exitCode } = await mls(['compare', ...args]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(line);
  });
});

describe('mls baseline and mls gate --baseline', () => {
  beforeAll(async () => {
    await mls(['baseline', 'save', 'main', runs.plain]);
  });

  it('keep, list and delete baselines, with valid documents', async () => {
    const saved = await validated(
      'baseline',
      (await mls(['baseline', 'save', 'v1', runs.plain, '--json'])).stdout,
    );
    expect(saved.baselines).toMatchObject([{ name: 'v1', suite: 'knn', runId: runs.plain, cells: 2 }]);
    const listed = await validated('baseline', (await mls(['baseline', 'list', '--json'])).stdout);
    expect(listed.baselines.map(({ name }: { name: string }) => name)).toEqual(['main', 'v1']);
    expect((await mls(['baseline', 'list'])).stdout).toMatch(/^ v1 +knn /m);
    await validated('baseline', (await mls(['baseline', 'delete', 'v1', '--json'])).stdout);
    expect((await mls(['baseline', 'delete', 'v1'])).exitCode).toBe(2);
  });

  it('exit with 99 on a regression, also under --json, and with 0 without one', async () => {
    const slow = await mls(['gate', '--baseline', 'main', '--run', runs.slow, '--json']);
    expect(slow.exitCode).toBe(99);
    expect(await validated('gate', slow.stdout)).toMatchObject({ verdict: 'regressed', exitCode: 99 });
    const same = await mls(['gate', '--baseline', 'main', '--run', runs.plain]);
    expect(same.exitCode).toBe(0);
    expect(same.stderr).toBe('knn: 1 same; exit 0');
  });

  it('exit with 97 where nothing could be compared', async () => {
    const { exitCode, stderr } = await mls(['gate', '--baseline', 'main', '--run', runs.short]);
    expect(exitCode).toBe(97);
    expect(stderr).toBe('knn: 1 not compared; exit 97');
  });

  it('mind no more than they are told to', async () => {
    const args = ['gate', '--baseline', 'main', '--run', runs.slow, '--threshold', '99.9%'];
    expect((await mls(args)).exitCode).toBe(0);
  });

  it('measure again what the baseline was asked where no run is named', async () => {
    const args = [
      'gate',
      '--baseline',
      'main',
      '--rounds',
      '6',
      '--threshold',
      '99%',
      '--out',
      'again',
      '--ui',
      'none',
    ];
    const { stdout } = await mls([...args, '--json']);
    const document = await validated('gate', stdout);
    expect(document.cells).toMatchObject([{ subject: 'ts', timing: { baseRounds: 8, headRounds: 6 } }]);
    expect(await readdir(join(folder, 'again'))).toEqual([document.head.runId]);
  });

  it('tell GitHub in its own words, and keep stdout for data', async () => {
    const summary = join(folder, 'summary.md');
    const { stdout, stderr, exitCode } = await mls(
      ['gate', '--baseline', 'main', '--run', runs.slow, '--json'],
      {
        GITHUB_ACTIONS: 'true',
        GITHUB_STEP_SUMMARY: summary,
      },
    );
    expect(exitCode).toBe(99);
    await validated('gate', stdout);
    expect(stderr).toMatch(/^::error title=mls gate%3A knn::ts: slower 2\.0/m);
    expect(await readFile(summary, 'utf8')).toMatch(/^### mls gate: knn\n\n.*\| \*\*slower\*\* \|/s);
  });

  it('write the files that CI systems read', async () => {
    const files = ['--junit', 'gate.xml', '--benchmark-json', 'benchmark.json', '--bencher-json', 'bmf.json'];
    const args = ['gate', '--baseline', 'main', '--run', runs.slow, ...files];
    expect((await mls(args)).exitCode).toBe(99);
    expect(await readFile(join(folder, 'gate.xml'), 'utf8')).toContain('<failure type="slower"');
    const [figure] = JSON.parse(await readFile(join(folder, 'benchmark.json'), 'utf8'));
    expect(figure).toMatchObject({ unit: 'ms', value: expect.any(Number) });
    expect(figure.name).toMatch(/^knn \/ ts \/ clustered \/ l2 /);
    const bencher = JSON.parse(await readFile(join(folder, 'bmf.json'), 'utf8'));
    expect(Object.keys(bencher)).toEqual([figure.name]);
    const refused = await mls([
      'gate',
      '--baseline',
      'main',
      '--run',
      runs.slow,
      '--junit',
      'no/such/gate.xml',
    ]);
    expect(refused.stderr).toMatch(/^mls: cannot write --junit no\/such\/gate\.xml: ENOENT/);
  });

  it.each([
    ['nothing to hold against', [], /^mls: expected --baseline NAME or --against COMMIT/],
    [
      'an unknown commit',
      ['--against', 'no-such-commit'],
      /^mls: expected --against to name a commit.*"no-such-commit"/,
    ],
    [
      'an unknown baseline',
      ['--baseline', 'nain'],
      /^mls: expected a baseline "nain" of knn on this host; there are main/,
    ],
    [
      'an unknown suite',
      ['--against', 'HEAD', '--suite', 'kn'],
      /^mls: expected --suite .*did you mean knn\?$/,
    ],
    [
      'a run beside a commit',
      ['--against', 'HEAD', '--run', 'latest'],
      /^mls: expected --run with --baseline alone/,
    ],
    [
      'too few rounds',
      ['--against', 'HEAD', '--rounds', '5'],
      /^mls: expected --rounds .*at least 6; got "5"$/,
    ],
    [
      'a question beside a baseline',
      ['--baseline', 'main', '--', '--k', '3'],
      /^mls: expected --k 3 with --against alone/,
    ],
  ])('answer %s in one line and exit with 2', async (_, args, line) => {
    const { stdout, stderr, exitCode } = await mls(['gate', ...args]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(line);
  });
});

describe('mls calibrate', () => {
  it('finds a noise floor, keeps it, and compare says that it used it', async () => {
    const args = [
      'calibrate',
      '--suite',
      'knn',
      '--trials',
      '2',
      '--rounds',
      '6',
      '--json',
      '--',
      ...SMALL,
      '--threads',
      '1',
    ];
    const { stdout, exitCode } = await mls(args);
    expect(exitCode).toBe(0);
    const document = await validated('calibrate', stdout);
    expect(document.trials.interleaved).toHaveLength(2);
    expect(document.trials.apart).toHaveLength(2);
    expect(document.floor.apart).toBeGreaterThan(0);
    const compared = await mls(['compare', runs.plain, runs.slow, '--json']);
    const { calibration, rules } = JSON.parse(compared.stdout);
    expect(calibration).toMatchObject({ mode: 'apart', trials: 2 });
    expect(rules.floor).toBe(document.floor.apart);
  });

  it('answers a mistake in one line and exits with 2', async () => {
    const { stderr, exitCode } = await mls(['calibrate', '--suite', 'knn', '--trials', '1']);
    expect(exitCode).toBe(2);
    expect(stderr).toBe('mls: expected --trials to be a whole number of at least 2; got "1"');
  });
});
