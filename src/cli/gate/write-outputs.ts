import { appendFile, writeFile } from 'node:fs/promises';
import { DataError } from '../../errors.js';
import type { JudgedRuns } from '../../results/comparison/judged-runs.js';

/** Files a gate is asked for, as typed. */
export interface OutputFlags {
  readonly junit?: string | undefined;
  readonly 'benchmark-json'?: string | undefined;
  readonly 'bencher-json'?: string | undefined;
}

/** Writes the files asked for. @throws DataError when one cannot be written */
export async function writeOutputs(judged: JudgedRuns, flags: OutputFlags): Promise<void> {
  const { head } = judged;
  if (flags.junit !== undefined) {
    const { renderJunit } = await import('../../report/ci/junit.js');
    await write('--junit', flags.junit, renderJunit(judged));
  }
  if (flags['benchmark-json'] !== undefined) {
    const { renderBenchmarkJson } = await import('../../report/ci/benchmark-json.js');
    await write('--benchmark-json', flags['benchmark-json'], renderBenchmarkJson(head.run));
  }
  if (flags['bencher-json'] !== undefined) {
    const { renderBencherJson } = await import('../../report/ci/bencher-json.js');
    await write('--bencher-json', flags['bencher-json'], renderBencherJson(head.run));
  }
}

/**
 * In GitHub Actions, shows a judgement beside the change and on the page of the run; elsewhere nothing.
 * @throws DataError when the summary cannot be written
 */
export async function tellGithub(judged: JudgedRuns, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (env.GITHUB_ACTIONS !== 'true') return;
  const { githubAnnotations } = await import('../../report/ci/github-annotations.js');
  // Commands are read from either stream, and stdout is for data.
  for (const line of githubAnnotations(judged)) process.stderr.write(`${line}\n`);
  const summary = env.GITHUB_STEP_SUMMARY;
  if (summary === undefined || summary === '') return;
  const { renderVerdictMarkdown } = await import('../../report/verdict/verdict-markdown.js');
  const text = `### mls gate: ${judged.judgement.suite}\n\n${renderVerdictMarkdown(judged)}\n`;
  await appendFile(summary, text).catch((cause: unknown) => {
    throw new DataError(`cannot write GITHUB_STEP_SUMMARY ${summary}: ${reasonOf(cause)}`, 'out', { cause });
  });
}

async function write(flag: string, path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((cause: unknown) => {
    throw new DataError(
      `cannot write ${flag} ${path}: ${reasonOf(cause)}. Name a file in a folder that is there`,
      'out',
      { cause },
    );
  });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
