import { EXIT, MlsError } from '../errors.js';
import { listenForInterrupt } from '../harness/interrupt.js';

/**
 * Does work that Ctrl-C ends with nothing half done left behind.
 * @throws MlsError `interrupted`; whatever `work` throws otherwise
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupt = listenForInterrupt();
  try {
    return await work(interrupt.signal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    const code = interrupt.exitCode() ?? EXIT.interrupted;
    throw new MlsError('interrupted; nothing incomplete was kept', 'interrupted', code, { cause: error });
  } finally {
    interrupt.dispose();
  }
}
