import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { steadyArrivals } from '../../src/load/arrivals/arrivals.js';
import { planArrivals } from '../../src/load/arrivals/plan.js';
import { generateLoad } from '../../src/load/generate-load.js';
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from './localhost-certificate.js';

it('loads a server of HTTPS whose certificate NODE_EXTRA_CA_CERTS vouches for', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mls-https-'));
  const file = join(directory, 'ca.pem');
  await writeFile(file, LOCALHOST_CERTIFICATE);
  vi.stubEnv('NODE_EXTRA_CA_CERTS', file);
  const server = createServer({ key: LOCALHOST_KEY, cert: LOCALHOST_CERTIFICATE }, (request, response) => {
    request.resume();
    response.end('x'.repeat(100_000));
  });
  try {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const plan = planArrivals(steadyArrivals({ kind: 'constant' }, 40, 500), { warmupMs: 0 });
    const { samples, failures } = await generateLoad(
      {
        request: {
          ...{ url: `https://localhost:${port}/`, method: 'POST', headers: {}, bodies: ['y'.repeat(50_000)] },
          ...{ timeoutMs: 20_000, connections: null },
        },
        pacing: { kind: 'open', plan },
        processes: 1,
      },
      { onProgress() {} },
    );
    expect(failures).toEqual({});
    expect([...samples.status]).toEqual(Array(20).fill(200));
  } finally {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true });
  }
});
