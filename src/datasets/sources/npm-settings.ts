import { readFile } from 'node:fs/promises';
import { execa } from 'execa';

/** How the user's npm reaches its registry. */
export interface NpmSettings {
  readonly registry?: string;
  readonly ca?: string;
  readonly strictSSL?: boolean;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

let settings: Promise<NpmSettings> | undefined;

/**
 * Asks npm once for the process. Its own environment variables (`npm_config_registry` and the like) count as they do
 * for npm; where npm cannot be run they are all there is. Credentials are never asked for.
 */
export function npmSettings(): Promise<NpmSettings> {
  settings ??= ask();
  return settings;
}

async function ask(): Promise<NpmSettings> {
  const { stdout, failed } = await execa('npm', ['config', 'list', '--json'], {
    reject: false,
    timeout: 10_000,
  });
  const config = failed ? fromEnvironment() : parse(stdout);
  const text = (name: string): string | undefined => {
    const value = config[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const registry = text('registry');
  const cafile = text('cafile');
  const httpsProxy = text('https-proxy') ?? text('proxy');
  const noProxy = Array.isArray(config.noproxy) ? config.noproxy.join(',') : text('noproxy');
  return {
    ...(registry === undefined ? {} : { registry }),
    ...(cafile === undefined ? {} : { ca: await readFile(cafile, 'utf8') }),
    ...(String(config['strict-ssl']) === 'false' ? { strictSSL: false } : {}),
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    ...(noProxy === undefined || noProxy === '' ? {} : { noProxy }),
  };
}

function parse(json: string): Record<string, unknown> {
  const config: unknown = JSON.parse(json);
  return typeof config === 'object' && config !== null ? { ...config } : {};
}

function fromEnvironment(): Record<string, unknown> {
  const entries = Object.entries(process.env)
    .filter(([name]) => /^npm_config_/i.test(name))
    .map(([name, value]) => [name.slice('npm_config_'.length).toLowerCase().replaceAll('_', '-'), value]);
  return Object.fromEntries(entries);
}
