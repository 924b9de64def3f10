import type { BackendName } from '../registry.js';

/** What gets an engine going that is too heavy, or too particular about its machine, to be installed by default. */
export interface Recipe {
  readonly name: string;
  readonly backend: BackendName;
  readonly engine: string;
  /** One line for the help. */
  readonly summary: string;
  /** @throws MlsError where there is nothing to set up */
  plan(): Promise<Plan>;
  /** What is known to go wrong, the telling pattern looked for in what the command printed. */
  readonly failures: readonly KnownFailure[];
}

export interface Plan {
  /** Made if it is not there. */
  readonly directory: string;
  /** Text by file name, written into the directory first. */
  readonly files: Readonly<Record<string, string>>;
  /** Run in the directory. */
  readonly command: readonly [program: string, ...args: string[]];
}

export interface KnownFailure {
  readonly pattern: RegExp;
  readonly reason: string;
  readonly remedy: string;
}
