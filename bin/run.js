#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import module from 'node:module';
import { stripVTControlCharacters } from 'node:util';

// Colour is decided here, before any import reads the environment: the live table and the messages go to
// stderr, while the colour libraries look at stdout and know nothing of NO_COLOR.
const { env, argv, stderr } = process;
const plain =
  (env.NO_COLOR ?? '') !== '' ||
  env.TERM === 'dumb' ||
  argv.includes('--no-color') ||
  (!stderr.isTTY && !env.FORCE_COLOR);
if (plain) env.FORCE_COLOR = '0';
else env.FORCE_COLOR ??= '1';
// Said once: node warns where it meets both.
delete env.NO_COLOR;
// From Node 22 on, compiled code is kept between calls.
module.enableCompileCache?.();
// React's development build is several times slower, and the live view runs beside a measurement.
env.NODE_ENV ??= 'production';

// The first help anybody asks for is a page the build has kept: oclif takes twice node's own start to make it.
const width = process.stdout.columns ?? 80;
const asksForHelp = argv.length === 2 || (argv.length === 3 && (argv[2] === '--help' || argv[2] === '-h'));
const page = new URL('../dist/root-help.txt', import.meta.url);
if (asksForHelp && width >= 80 && existsSync(page)) {
  const host = `${process.platform}-${process.arch} node-${process.version}`;
  const text = readFileSync(page, 'utf8').replace(/(?<=^ {2}mls\/\S+ ).*$/m, host);
  process.stdout.write(plain ? stripVTControlCharacters(text) : text);
} else {
  const { execute } = await import('@oclif/core/execute');
  await execute({ dir: import.meta.url });
}
