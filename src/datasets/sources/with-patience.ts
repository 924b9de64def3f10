/**
 * Settles as `work` does, but rejects as soon as `signal` aborts and after `patienceMs` at the latest. For work that
 * cannot be stopped from outside, and is left to itself then.
 */
export async function withPatience<T>(work: Promise<T>, signal: AbortSignal, patienceMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    const timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs / 1000} s`)), patienceMs);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    });
    if (signal.aborted) stop();
  });
}
