/** Exit codes of the command line; the same table stands in the help of `mls`. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  inconclusive: 96,
  invalid: 97,
  wrong: 98,
  regression: 99,
  unavailable: 100,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error told to the user in one line, with the code the process ends with. */
export class MlsError extends Error {
  override readonly name: string = 'MlsError';
  constructor(
    message: string,
    readonly code: string,
    readonly exitCode: ExitCode,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What was asked for cannot be meant: the message says what was expected, what was got and how to mend it. */
export class UsageError extends MlsError {
  override readonly name = 'UsageError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'usage', EXIT.usage, options);
  }
}

/** Data could not be fetched, read or written. */
export class DataError extends MlsError {
  override readonly name = 'DataError';
  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, code, EXIT.unexpected, options);
  }
}
