const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Runs `work` and takes away the handlers it left on the process. Emscripten's loader adds some that turn every
 * rejection nobody awaits yet into the end of the process, also those that have nothing to do with it.
 */
export async function withoutNewProcessHandlers<T>(work: () => Promise<T>): Promise<T> {
  const before = EVENTS.map((event) => new Set(process.rawListeners(event)));
  try {
    return await work();
  } finally {
    EVENTS.forEach((event, i) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[i]?.has(listener)) process.off(event, listener as (...args: unknown[]) => void);
      }
    });
  }
}
