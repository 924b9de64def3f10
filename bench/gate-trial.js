// Tries whether `mls gate --against` can be believed: in a temporary clone of this checkout as it stands, it gates an
// identical tree, which must exit with 0, and one with a slowdown planted in the ts kernels, which must exit with 99:
//   node bench/gate-trial.js [--times 3] [--rounds 30] [--suite knn] [--keep]
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
    keep: { type: 'boolean', default: false },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(os.tmpdir(), 'mls-gate-trial-'));
const clone = join(folder, 'mls');
const KERNEL = 'src/backends/ts/kernels/tiled-sums.ts';
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

/** Every third tile is summed once more, to no use: the answers stay right. */
function plantSlowdown() {
  const path = join(clone, KERNEL);
  const text = readFileSync(path, 'utf8');
  const call = /^( *)addTile\((.*), this\.#sums, .*\);$/m;
  const [line, indent, operands] = call.exec(text) ?? [];
  if (line === undefined)
    throw new Error(`expected ${KERNEL} to call addTile; where is the loop over tiles now?`);
  const wasted = `${indent}if (pair % 3 === 0) addTile(${operands}, this.#wasted, 0);\n`;
  const field = '  #loadedGroup = -1;\n';
  if (!text.includes(field)) throw new Error(`expected ${KERNEL} to have the field ${field.trim()}`);
  const planted = text
    .replace(line, `${wasted}${line}`)
    .replace(field, `${field}  readonly #wasted = new Float64Array(TILE);\n`);
  writeFileSync(path, planted);
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

const right = { identical: 0, planted: 0 };
const times = Number(values.times);
try {
  cloneAsItStands();
  const start = git('rev-parse', 'HEAD').trim();
  for (let time = 1; time <= times; time++) {
    for (const [name, make] of Object.entries(TREES)) {
      git('reset', '--quiet', '--hard', start);
      make();
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
  console.log(`identical passed ${right.identical} of ${times}, planted found ${right.planted} of ${times}`);
  console.log(
    worktrees === 1 ? 'no worktree was left behind' : `${worktrees - 1} worktrees WERE LEFT BEHIND`,
  );
  process.exitCode = right.identical + right.planted === 2 * times && worktrees === 1 ? 0 : 1;
} finally {
  if (values.keep) console.log(`kept: ${clone}`);
  else rmSync(folder, { recursive: true, force: true });
}
