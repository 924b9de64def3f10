import { formatBytes } from '../../results/display/quantity.js';
import type { Fingerprint } from '../../results/fingerprint.js';

/** A host as a caption tells of it: `Intel Xeon, 2 cores, 7.8 GiB, Linux 6.1 x64; Node 20.20.0; mls 0.1.0 (abc1234)`. */
export function hostText({ host, versions, code }: Fingerprint): string {
  const { cpu, cores, memoryBytes, os, arch } = host;
  const commit = code.commit === null ? '' : ` (${shortCommit(code.commit)})`;
  const node = versions.node === undefined ? [] : [`Node ${versions.node}`];
  return [
    `${cpu.replaceAll(/\((R|TM)\)/g, '')}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${formatBytes(memoryBytes)}, ${os} ${arch}`,
    ...node,
    `mls ${code.mls}${commit}`,
  ].join('; ');
}

function shortCommit(commit: string): string {
  return commit.replace(/^([0-9a-f]{9})[0-9a-f]+/, '$1');
}
