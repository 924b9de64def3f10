import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Seeded vectors as raw float32 in a file, written once: the same for every side. Returns the path. */
export function vectorsFile(folder, { n, d }, seed) {
  const path = join(folder, `${n}x${d}-${seed}.f32`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const partial = `${path}.partial`;
  const file = openSync(partial, 'w');
  const normal = gaussian(seed);
  const rows = Math.max(1, Math.floor(2 ** 22 / d));
  for (let start = 0; start < n; start += rows) {
    const part = new Float32Array(Math.min(rows, n - start) * d);
    for (let i = 0; i < part.length; i++) part[i] = normal();
    writeSync(file, part);
  }
  closeSync(file);
  renameSync(partial, path);
  return path;
}

/** Box and Muller over mulberry32: enough for vectors that nobody draws conclusions from. */
function gaussian(seed) {
  let state = seed | 0;
  let spare;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
