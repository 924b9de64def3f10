import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { DataError, UsageError } from '../../errors.js';
import { CELL_PROTOCOL } from '../../harness/protocol.js';
import { type BuildOptions, buildCheckout, npmIn } from './build-checkout.js';

/** The package that runs, with a slash at its end. */
export const HEAD_ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ENTRY = join('dist', 'harness', 'child-main.js');
const PROTOCOL = join('dist', 'harness', 'protocol.js');
const SHORT = 12;

/** Another commit of this package, built in a place of its own. */
export interface BaseCheckout {
  /** With a slash at its end. */
  readonly root: string;
  readonly commit: string;
  /** What a cell's child process runs. */
  readonly entry: URL;
  /** Takes worktree and folder away. */
  remove(): Promise<void>;
}

type Git = (...args: string[]) => Promise<string>;

export interface CheckoutOptions extends BuildOptions {
  /** The checkout whose commits they are, with a slash at its end; by default the one that runs. */
  readonly head?: string;
}

/**
 * Checks a commit out into a worktree in the temporary folder and builds it there. What it needs of npm is shared with
 * this checkout where the lock files are equal, and installed where they are not.
 * @throws UsageError when this is no checkout, or has no such commit; DataError when the base cannot be built
 */
export async function checkOutBase(
  ref: string,
  { head = HEAD_ROOT, ...options }: CheckoutOptions,
): Promise<BaseCheckout> {
  const git: Git = (...args) => gitIn(head, args);
  const commit = await commitOf(ref, head, git);
  const prefix = (await git('rev-parse', '--show-prefix')).trim();
  const folder = await mkdtemp(join(tmpdir(), 'mls-gate-'));
  const tree = join(folder, 'base');
  // A second Ctrl-C ends the process at once: the worktree goes all the same.
  const removeAtExit = () => removeNow(folder, head);
  process.once('exit', removeAtExit);
  const remove = async () => {
    await git('worktree', 'remove', '--force', tree).catch(() => {});
    await rm(folder, { recursive: true, force: true });
    await git('worktree', 'prune').catch(() => {});
    process.off('exit', removeAtExit);
  };
  try {
    await git('worktree', 'add', '--detach', tree, commit);
    const root = join(tree, prefix, '/');
    await build(root, head, `${ref} (${commit.slice(0, SHORT)})`, options);
    return { root, commit, entry: pathToFileURL(join(root, ENTRY)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function commitOf(ref: string, head: string, git: Git): Promise<string> {
  const tracked = await git('ls-files', '--error-unmatch', 'package.json').catch(() => undefined);
  if (tracked === undefined) {
    throw new UsageError(
      `expected mls to run from a git checkout of its own, whose commits --against can build; got ${head}. ` +
        'Compare with an earlier run instead: mls gate --baseline NAME',
    );
  }
  const commit = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`).catch(
    () => undefined,
  );
  if (commit !== undefined) return commit.trim();
  throw new UsageError(
    `expected --against to name a commit, such as HEAD~1 or main; got "${ref}", which this checkout does not have. ` +
      'A shallow clone has only its newest: git fetch --unshallow',
  );
}

async function build(
  root: string,
  head: string,
  name: string,
  { signal, tell }: BuildOptions,
): Promise<void> {
  if (await sharesPackages(root, head)) {
    tell(`building ${name} with the packages of this checkout`);
    await symlink(join(head, 'node_modules'), join(root, 'node_modules'), 'junction');
  } else {
    tell(`installing and building ${name}, whose package-lock.json is another`);
    await npmIn(root, name, ['ci', '--no-audit', '--no-fund'], signal);
  }
  await buildCheckout(root, name, signal);
  if (!existsSync(join(root, ENTRY))) {
    throw new DataError(
      `cannot measure ${name}: its build has no ${ENTRY}; it is older than what can be measured side by side`,
      'build',
    );
  }
  const protocol = await protocolOf(root);
  if (protocol === CELL_PROTOCOL) return;
  throw new DataError(
    `expected ${name} to be measured by protocol ${CELL_PROTOCOL} of cells, as this checkout is; it has ${protocol}, whose ` +
      'rounds are not comparable. Gate against another commit, or compare runs of both: mls gate --baseline NAME',
    'build',
  );
}

/** Before it had a number it was the first. */
async function protocolOf(root: string): Promise<unknown> {
  const path = join(root, PROTOCOL);
  if (!existsSync(path)) return 1;
  const module: object = await import(pathToFileURL(path).href);
  return 'CELL_PROTOCOL' in module ? module.CELL_PROTOCOL : 1;
}

async function sharesPackages(root: string, headRoot: string): Promise<boolean> {
  const lockOf = (place: string) => readFile(join(place, 'package-lock.json'), 'utf8').catch(() => undefined);
  const [base, head] = await Promise.all([lockOf(root), lockOf(headRoot)]);
  return base !== undefined && base === head && existsSync(join(headRoot, 'node_modules'));
}

async function gitIn(root: string, args: readonly string[]): Promise<string> {
  // A hook that calls the gate has named its own repository and index, which are not those of a worktree.
  const env = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
  return (await execa('git', [...args], { cwd: root, env })).stdout;
}

function removeNow(folder: string, head: string): void {
  rmSync(folder, { recursive: true, force: true });
  spawnSync('git', ['worktree', 'prune'], { cwd: head, stdio: 'ignore' });
}
