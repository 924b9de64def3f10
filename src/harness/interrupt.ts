import { EXIT, type ExitCode } from '../errors.js';

/** After Ctrl-C the run has this long to write what it has. */
const DEADLINE_MS = 5000;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** The exit code the signal asks for; undefined while none came. */
  exitCode(): ExitCode | undefined;
  dispose(): void;
}

/** Turns the first SIGINT or SIGTERM into an abort; a second one, or five seconds, end the process at once. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  let exitCode: ExitCode | undefined;
  let deadline: NodeJS.Timeout | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (exitCode !== undefined) process.exit(exitCode);
    const code = signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
    exitCode = code;
    deadline = setTimeout(() => process.exit(code), DEADLINE_MS).unref();
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    dispose() {
      clearTimeout(deadline);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
