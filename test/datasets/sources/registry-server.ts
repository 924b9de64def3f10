import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { type Loopback, loopback } from '../loopback.js';

/** A package as `npm pack` makes it. */
export async function packed(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'mls-pack-'));
  try {
    const paths = Object.keys(files).map((name) => join('package', name));
    for (const [name, content] of Object.entries(files)) {
      const path = join(directory, 'package', name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
    const file = join(directory, 'package.tgz');
    await create({ cwd: directory, file, gzip: true, portable: true }, paths);
    return await readFile(file);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export function integrityOf(tarball: Buffer): string {
  return `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
}

/** An npm registry with one package, `pixels@1.0.0`, whose tarball it sends as `send` says. */
export function registryServer(tarball: Buffer, sent: Buffer = tarball): Promise<Loopback> {
  return loopback((path, response, request) => {
    const url = `http://${request.headers.host}/pixels-1.0.0.tgz`;
    if (path === '/pixels') {
      const dist = { tarball: url, integrity: integrityOf(tarball) };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          name: 'pixels',
          'dist-tags': { latest: '1.0.0' },
          versions: { '1.0.0': { name: 'pixels', version: '1.0.0', dist } },
        }),
      );
    } else if (path === '/pixels-1.0.0.tgz') {
      response.end(sent);
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
}
