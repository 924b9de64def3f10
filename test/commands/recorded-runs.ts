import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { journalOf, type RecordedSuite, recordedSuite, SUITES } from '../report/recorded-suites.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

export interface RecordedRuns {
  /** Holds `runs`, and what a command writes. */
  readonly folder: string;
  journal(suite: RecordedSuite): string;
  /** Runs a command on these runs, in the folder. */
  mls(...args: string[]): Promise<{ stdout: string; stderr: string; exitCode?: number | undefined }>;
}

/** A folder with one recorded run of each suite, as long as the test runs. */
export async function recordedRuns(): Promise<RecordedRuns> {
  const folder = await mkdtemp(join(tmpdir(), 'mls-recorded-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const journal = (suite: RecordedSuite) =>
    join(folder, 'runs', recordedSuite(suite).runId, 'journal.ndjson');
  for (const suite of SUITES) {
    await mkdir(join(journal(suite), '..'), { recursive: true });
    await copyFile(journalOf(suite), journal(suite));
  }
  return {
    folder,
    journal,
    async mls(...args) {
      return execa(process.execPath, [RUN, ...args, '--runs', join(folder, 'runs')], {
        env: { NO_COLOR: '1', MLS_CACHE_DIR: join(folder, 'cache') },
        cwd: folder,
        reject: false,
        stdin: 'ignore',
        stripFinalNewline: false,
      });
    },
  };
}

/** What is wrong with a document by its schema in schemas/; nothing where it holds. */
export async function breachesOfSchema(name: string, document: string): Promise<unknown> {
  const schema: object = JSON.parse(
    await readFile(new URL(`../../schemas/${name}.json`, import.meta.url), 'utf8'),
  );
  const validate = new Ajv2020({ strict: false }).compile(schema);
  return validate(JSON.parse(document)) ? [] : validate.errors;
}
