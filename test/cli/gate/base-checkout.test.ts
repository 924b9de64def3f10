import { existsSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkOutBase } from '../../../src/cli/gate/base-checkout.js';
import { DataError, UsageError } from '../../../src/errors.js';
import { CELL_PROTOCOL } from '../../../src/harness/protocol.js';

const BUILD = "require('node:fs').cpSync('src', 'dist/harness', { recursive: true })";

/** A package of one file, whose build copies it to where a cell's process starts. */
let head: string;
beforeEach(async () => {
  head = `${await realpath(await mkdtemp(join(tmpdir(), 'mls-package-')))}/`;
  await git('init', '--quiet', '--initial-branch', 'main');
  await write('.gitignore', 'dist\nnode_modules\n');
  await write('src/child-main.js', '// base');
  await speak(CELL_PROTOCOL);
  await write('build.cjs', BUILD);
  await pack('node build.cjs');
  await commit('base');
  await mkdir(join(head, 'node_modules'));
});
afterEach(() => rm(head, { recursive: true, force: true }));

async function git(...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@localhost'];
  return (await execa('git', [...identity, ...args], { cwd: head })).stdout;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(head, path)), { recursive: true });
  await writeFile(join(head, path), text);
}

async function pack(build: string, version = '1.0.0'): Promise<void> {
  await write('package.json', JSON.stringify({ name: 'p', version, type: 'module', scripts: { build } }));
  const lock = { name: 'p', version, lockfileVersion: 3, packages: { '': { name: 'p', version } } };
  await write('package-lock.json', JSON.stringify(lock));
}

async function speak(protocol: number): Promise<void> {
  await write('src/protocol.js', `export const CELL_PROTOCOL = ${protocol};`);
}

async function commit(message: string): Promise<void> {
  await git('add', '--all');
  await git('commit', '--quiet', '--message', message);
}

function checkOut(ref: string, signal = new AbortController().signal) {
  const told: string[] = [];
  const checkout = checkOutBase(ref, { head, signal, tell: (line) => told.push(line) });
  return { checkout, told };
}

/** Folders of worktrees that are left, and git's own list of them without the checkout itself. */
async function leftovers(): Promise<string[]> {
  const listed = (await git('worktree', 'list', '--porcelain')).match(/^worktree .*/gm) ?? [];
  return listed.slice(1);
}

describe('the checkout of a base', () => {
  it('is another commit, built, with the packages of this one where the lock files are equal', async () => {
    await write('src/child-main.js', '// head');
    await commit('head');
    const { checkout, told } = checkOut('HEAD~1');
    const base = await checkout;
    expect(await readFile(fileURLToPath(base.entry), 'utf8')).toBe('// base');
    expect((await lstat(join(base.root, 'node_modules'))).isSymbolicLink()).toBe(true);
    expect(base.commit).toBe((await git('rev-parse', 'HEAD~1')).trim());
    expect(told).toEqual([
      `building HEAD~1 (${base.commit.slice(0, 12)}) with the packages of this checkout`,
    ]);
    await base.remove();
    expect(await leftovers()).toEqual([]);
    expect(existsSync(base.root)).toBe(false);
    expect(existsSync(join(head, 'node_modules'))).toBe(true);
  });

  it('installs for itself where the lock files differ', async () => {
    await pack('node build.cjs', '2.0.0');
    await commit('another lock file');
    const { checkout, told } = checkOut('HEAD~1');
    const base = await checkout;
    expect(told[0]).toMatch(/^installing and building HEAD~1 /);
    expect(existsSync(fileURLToPath(base.entry))).toBe(true);
    await base.remove();
  });

  it.each([
    [
      'does not build',
      'node -e "throw new Error(\'no such kernel\')"',
      /^cannot build HEAD .*: .*no such kernel/,
    ],
    ['builds something else', 'node --version', /its build has no dist.harness.child-main\.js/],
  ])('that %s says so, and leaves nothing behind', async (_, build, message) => {
    await pack(build);
    await commit('broken');
    const { checkout } = checkOut('HEAD');
    await expect(checkout).rejects.toBeInstanceOf(DataError);
    await expect(checkout).rejects.toThrow(message);
    expect(await leftovers()).toEqual([]);
  });

  it.each([
    ['of another protocol', () => speak(CELL_PROTOCOL - 1), CELL_PROTOCOL - 1],
    ['of a time when it had no number', () => rm(join(head, 'src/protocol.js')), 1],
  ])('%s is refused, since its rounds are taken otherwise', async (_, make, had) => {
    await make();
    await commit('another protocol');
    const { checkout } = checkOut('HEAD');
    await expect(checkout).rejects.toBeInstanceOf(DataError);
    await expect(checkout).rejects.toThrow(
      `by protocol ${CELL_PROTOCOL} of cells, as this checkout is; it has ${had},`,
    );
    expect(await leftovers()).toEqual([]);
  });

  it('goes with everything that it started when it is interrupted', async () => {
    const pid = join(head, 'build.pid');
    const endless = `require('node:fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid)); setInterval(() => {}, 1000)`;
    await write('build.cjs', endless);
    await commit('a build without end');
    const controller = new AbortController();
    const { checkout } = checkOut('HEAD', controller.signal);
    const settled = checkout.catch((error: unknown) => error);
    await expect.poll(() => existsSync(pid), { timeout: 20_000 }).toBe(true);
    controller.abort();
    expect(await settled).toBeInstanceOf(DataError);
    expect(await leftovers()).toEqual([]);
    const builder = Number(await readFile(pid, 'utf8'));
    await expect.poll(() => isAlive(builder), { timeout: 5000 }).toBe(false);
  });

  it('is refused of a commit that is not there, and where there is no checkout', async () => {
    await expect(checkOut('no-such').checkout).rejects.toThrow(/^expected --against to name a commit/);
    await git('rm', '--quiet', '--cached', 'package.json');
    const { checkout } = checkOut('HEAD');
    await expect(checkout).rejects.toBeInstanceOf(UsageError);
    await expect(checkout).rejects.toThrow(/^expected mls to run from a git checkout of its own/);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
