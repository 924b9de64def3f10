import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, MlsError } from '../../errors.js';
import type { Probe } from '../backend.js';
import { probeEngine } from './probe-isolated.js';
import type { Plan, Recipe } from './recipe.js';

export type SetupOutcome =
  /** The engine worked before anything was done. */
  | { readonly state: 'already'; readonly probe: Probe }
  /** Everything was done; the probe says whether the engine works now. */
  | { readonly state: 'installed'; readonly probe: Probe };

/**
 * Carries a recipe out, with the output of its command going to stderr as it comes, and probes its engine.
 * @throws MlsError in one line when it fails: what failed and what to do
 */
export async function setUp(recipe: Recipe): Promise<SetupOutcome> {
  const before = await probeEngine(recipe.backend, recipe.engine);
  if (before.state === 'available') return { state: 'already', probe: before };
  await carryOut(recipe, await recipe.plan());
  return { state: 'installed', probe: await probeEngine(recipe.backend, recipe.engine) };
}

async function carryOut(recipe: Recipe, plan: Plan): Promise<void> {
  const { execa } = await import('execa');
  const [program, ...args] = plan.command;
  try {
    await mkdir(plan.directory, { recursive: true });
    for (const [name, text] of Object.entries(plan.files)) await writeFile(join(plan.directory, name), text);
    const streams = {
      stdin: 'ignore',
      stdout: [process.stderr, 'pipe'],
      stderr: ['inherit', 'pipe'],
    } as const;
    await execa(program, args, { cwd: plan.directory, all: true, ...streams });
  } catch (error) {
    throw failureOf(recipe, error);
  }
}

function failureOf(recipe: Recipe, error: unknown): MlsError {
  const { all, message } = error as { all?: string; message: string };
  const printed = all || message;
  const known = recipe.failures.find(({ pattern }) => pattern.test(printed));
  const telling = printed.split('\n').find((line) => (known?.pattern ?? /error|ERR!/i).test(line)) ?? message;
  const said = telling
    .replace(/^npm error\s*/, '')
    .trim()
    .slice(0, 200);
  const reason = known === undefined ? said : `${known.reason} (${said})`;
  const remedy = known?.remedy ?? 'What it printed above says more';
  return new MlsError(`${recipe.name} could not be set up: ${reason}. ${remedy}.`, 'setup', EXIT.unexpected, {
    cause: error,
  });
}

/** A plan as shell commands. */
export function asShell({ directory, files, command }: Plan): string[] {
  const written = Object.entries(files);
  return [
    ...(written.length > 0 ? [`mkdir -p ${quoted(directory)}`] : []),
    ...written.map(([name, text]) => `echo ${quoted(text.trim())} > ${quoted(join(directory, name))}`),
    `cd ${quoted(directory)} && ${command.map(quoted).join(' ')}`,
  ];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
