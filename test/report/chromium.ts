import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { WebSocket } from 'undici';

export const CHROMIUM_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

/** CHROME_PATH, or the first of the usual names on the path. */
export function findChromium(): string | undefined {
  const { CHROME_PATH, PATH = '' } = process.env;
  if (CHROME_PATH !== undefined && CHROME_PATH !== '') return CHROME_PATH;
  return PATH.split(delimiter)
    .flatMap((folder) => CHROMIUM_NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** A page of a headless Chromium, over the DevTools protocol. */
export interface Tab {
  send(method: string, params?: object): Promise<Readonly<Record<string, unknown>>>;
  /** What an expression is in the page, as JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** Settles at the next event of this name. */
  next(method: string): Promise<unknown>;
  /** Addresses asked for so far. */
  readonly requests: string[];
  close(): Promise<void>;
}

export async function openTab(chromium: string): Promise<Tab> {
  const folder = await mkdtemp(join(tmpdir(), 'mls-chromium-'));
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--remote-debugging-port=0',
  ];
  const browser = execa(chromium, [...flags, `--user-data-dir=${folder}`, 'about:blank'], {
    reject: false,
    buffer: false,
  });
  const address = await new Promise<string>((found, failed) => {
    browser.stderr.on('data', (chunk: Buffer) => {
      const [, url] = /DevTools listening on (ws:\S+)/.exec(String(chunk)) ?? [];
      if (url !== undefined) found(url);
    });
    browser.once('exit', (code) => failed(new Error(`${chromium} ended with ${code}`)));
  });
  const socket = new WebSocket(address);
  await new Promise((open) => socket.addEventListener('open', open, { once: true }));
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Map<string, ((params: unknown) => void)[]>();
  const requests: string[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message: Message = JSON.parse(String(data));
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    if (message.method === undefined) return;
    if (message.method === 'Network.requestWillBeSent') requests.push(urlOf(message.params));
    for (const heard of listeners.get(message.method) ?? []) heard(message.params);
    listeners.delete(message.method);
  });
  let last = 0;
  const ask = (method: string, params: object, sessionId?: string) =>
    new Promise<Readonly<Record<string, unknown>>>((answered, failed) => {
      const id = ++last;
      waiting.set(id, ({ result, error }) =>
        error === undefined ? answered(result ?? {}) : failed(new Error(`${method}: ${error.message}`)),
      );
      socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }));
    });
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
  const send: Tab['send'] = (method, params = {}) => ask(method, params, String(sessionId));
  for (const domain of ['Page', 'Network', 'Runtime']) await send(`${domain}.enable`);
  return {
    send,
    requests,
    async evaluate(expression) {
      const { result } = await send('Runtime.evaluate', { expression, returnByValue: true });
      return (result as { value?: unknown }).value;
    },
    next: (method) =>
      new Promise((heard) => listeners.set(method, [...(listeners.get(method) ?? []), heard])),
    async close() {
      socket.close();
      browser.kill('SIGKILL');
      await browser;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function urlOf(params: Message['params']): string {
  const request = params?.request;
  return typeof request === 'object' && request !== null ? String(Reflect.get(request, 'url')) : '';
}
