import type { Hook } from '@oclif/core';
import { EXIT } from '../errors.js';
import { nearest } from '../nearest.js';

/** An unknown command is answered like any wrong word: one line, the nearest match, exit 2. */
const hook: Hook.CommandNotFound = async ({ id, config }) => {
  const typed = id.replaceAll(':', ' ');
  const known = [...config.commandIDs, ...config.topics.map(({ name }) => name)].map((name) =>
    name.replaceAll(':', ' '),
  );
  const meant = nearest(typed, known);
  const hint = meant === undefined ? '' : ` - did you mean ${config.bin} ${meant}?`;
  process.stderr.write(`mls: expected a command of ${config.bin} --help; got "${typed}"${hint}\n`);
  process.exit(EXIT.usage);
};

export default hook;
