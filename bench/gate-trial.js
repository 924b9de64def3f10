// Tries whether `mls gate --against` can be believed: in a temporary clone of this checkout as it stands, it gates an
// identical tree, which must exit with 0, and one with a slowdown planted in the ts kernels, which must exit with 99:
//   node bench/gate-trial.js [--times 3] [--rounds 30] [--suite knn] [--trees identical,planted] [--keep]
// Nothing is installed: the clone uses this checkout's node_modules. Exits with 1 when a verdict was wrong.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '30' },
    suite: { type: 'string', default: 'knn' },
    trees: { type: 'string', default: 'identical,planted' },
    keep: { type: 'boolean', default: false },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(os.tmpdir(), 'mls-gate-trial-'));
const clone = join(folder, 'mls');
const KERNEL = 'src/backends/ts/kernels/tiled-sums.ts';
const FIELD = '  #loadedGroup = -1;\n';
// Of other suites the tiles are a smaller part.
const WASTED_TILES = values.suite === 'knn' ? 'if (pair % 3 === 0) ' : '';
const EXPECTED = { identical: 0, planted: 99 };

function git(...args) {
  const identity = ['-c', 'user.name=gate trial', '-c', 'user.email=gate-trial@localhost'];
  return execFileSync('git', [...identity, ...args], { cwd: clone, encoding: 'utf8' });
}

function npm(...args) {
  execFileSync('npm', ['run', '--silent', ...args], { cwd: clone, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** A clone with what is not committed yet, as a commit. */
function cloneAsItStands() {
  execFileSync('git', ['clone', '--quiet', root, clone]);
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const paths = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const path of paths) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(clone, path));
    else rmSync(join(clone, path), { force: true });
  }
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'As it stands');
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'), 'dir');
  // npm run install: the C kernels; it does nothing where there is no compiler.
  npm('install');
  npm('build');
}

/** Tiles and strips are summed once more, to no use: the answers stay right. */
function plantSlowdown() {
  const path = join(clone, KERNEL);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(FIELD)) throw new Error(`expected ${KERNEL} to have the field ${FIELD.trim()}`);
  const tiles = wasting(text, 'addTile', 'TILE', WASTED_TILES);
  const strips = wasting(tiles, 'addStrip', 'STRIP', '');
  writeFileSync(path, strips);
}

/** The source with a call of a kernel before the one there is, into sums of its own. */
function wasting(text, kernel, size, when) {
  const call = new RegExp(`^( *)${kernel}\\((.*), this\\.#sums, .*\\);$`, 'm');
  const [line, indent, operands] = call.exec(text) ?? [];
  if (line === undefined)
    throw new Error(`expected ${KERNEL} to call ${kernel}; where is the loop over it now?`);
  return text
    .replace(line, `${indent}${when}${kernel}(${operands}, this.#${kernel}Wasted, 0);\n${line}`)
    .replace(FIELD, `${FIELD}  readonly #${kernel}Wasted = new Float64Array(${size});\n`);
}

const TREES = {
  identical() {
    git('commit', '--quiet', '--allow-empty', '--message', 'Nothing');
  },
  planted() {
    plantSlowdown();
    git('commit', '--quiet', '--all', '--message', 'A slowdown');
  },
};

function gate() {
  const args = ['gate', '--against', 'HEAD~1', '--suite', values.suite, '--quick', '--rounds', values.rounds];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/run.js', ...args, '--json'], {
    cwd: clone,
    encoding: 'utf8',
    env: { ...process.env, MLS_CACHE_DIR: join(folder, 'cache') },
    maxBuffer: 2 ** 26,
  });
  let document;
  try {
    document = JSON.parse(stdout);
  } catch {
    throw new Error(`expected a document from the gate, got: ${stdout}${stderr}`);
  }
  if (document.error !== undefined) throw new Error(document.error.message);
  return { status, document };
}

function cellText({ subject, parameters, verdict, timing }) {
  const ratio = timing === null ? '' : ` ${timing.ratio.toFixed(3)}`;
  return `${subject} ${parameters.metric ?? ''}${ratio}${verdict === 'same' ? '' : ` ${verdict}`}`;
}

const trees = values.trees.split(',');
const right = Object.fromEntries(trees.map((name) => [name, 0]));
const times = Number(values.times);
try {
  cloneAsItStands();
  const start = git('rev-parse', 'HEAD').trim();
  for (let time = 1; time <= times; time++) {
    for (const name of trees) {
      git('reset', '--quiet', '--hard', start);
      TREES[name]();
      const began = Date.now();
      const { status, document } = gate();
      if (status === EXPECTED[name]) right[name]++;
      const seconds = ((Date.now() - began) / 1000).toFixed(0);
      const load = os.loadavg()[0].toFixed(1);
      const said = status === EXPECTED[name] ? 'as expected' : `EXPECTED ${EXPECTED[name]}`;
      console.log(`${time}/${times} ${name}: exit ${status} (${said}), ${seconds} s, load ${load}`);
      console.log(`  ${document.cells.map(cellText).join(' · ')}`);
    }
  }
  const worktrees = git('worktree', 'list').trim().split('\n').length;
  console.log(trees.map((name) => `${name}: ${right[name]} of ${times} as expected`).join(', '));
  console.log(
    worktrees === 1 ? 'no worktree was left behind' : `${worktrees - 1} worktrees WERE LEFT BEHIND`,
  );
  process.exitCode = trees.every((name) => right[name] === times) && worktrees === 1 ? 0 : 1;
} finally {
  if (values.keep) console.log(`kept: ${clone}`);
  else rmSync(folder, { recursive: true, force: true });
}
