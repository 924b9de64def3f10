import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOfPackage, missing, runBuild } from './binding.js';

const reportOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'build', 'native', 'build.json'), 'utf8'));

describe('the build of the native kernels', () => {
  it('without a compiler lets the install go on, says so in a line, and leaves the reason behind', () => {
    const folder = copyOfPackage();
    const said = runBuild(folder, { CC: '/nonexistent/cc' });
    expect(said).toMatch(/^mls: built without its native kernels: .*\/nonexistent\/cc does not run.*\n$/);
    expect(reportOf(folder)).toEqual({
      state: 'failed',
      reason: 'the C compiler /nonexistent/cc does not run: there is no such program',
    });
    expect(existsSync(join(folder, 'build', 'native', 'mls.node'))).toBe(false);
  });

  it.skipIf(missing !== undefined)('is done once for the same sources, and again for others', () => {
    const folder = copyOfPackage();
    expect(runBuild(folder)).toBe('mls: built the native kernels\n');
    const addon = join(folder, 'build', 'native', 'mls.node');
    const { ino } = statSync(addon);
    expect(runBuild(folder)).toBe('');
    expect(statSync(addon).ino).toBe(ino);
    // A compiler that fails must not leave the old addon to pass for the new one.
    expect(runBuild(folder, { CC: 'false' })).toMatch(
      /built without its native kernels: the C compiler failed/,
    );
    expect(existsSync(addon)).toBe(false);
  });
});
