#!/usr/bin/env node
import module from 'node:module';

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
// From Node 22 on, compiled code is kept between calls.
module.enableCompileCache?.();
// React's development build is several times slower, and the live view runs beside a measurement.
env.NODE_ENV ??= 'production';

const { execute } = await import('@oclif/core/execute');
await execute({ dir: import.meta.url });
