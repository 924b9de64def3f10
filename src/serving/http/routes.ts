/** What is served, and by which methods, as a header `Allow` says it. */
const ALLOWED: ReadonlyMap<string, string> = new Map([
  ['/rag', 'POST'],
  ['/healthz', 'GET, HEAD'],
  ['/readyz', 'GET, HEAD'],
  ['/metrics', 'GET, HEAD'],
]);

/** The route of a worker whose batches a scheduler makes; no tier for clients has it. */
export const BATCH_PATH = '/batch';

export type Misrouted =
  | { readonly code: 'no-such-path' }
  | { readonly code: 'wrong-method'; readonly allow: string };

/** Why a request has no route; undefined where it has one. */
export function misrouted(path: string, method: string): Misrouted | undefined {
  const allow = ALLOWED.get(path);
  if (allow === undefined) return { code: 'no-such-path' };
  return allow.split(', ').includes(method) ? undefined : { code: 'wrong-method', allow };
}

/** Without what follows a question mark. */
export function pathOf(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}
