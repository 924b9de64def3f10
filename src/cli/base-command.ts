import { Command, Flags } from '@oclif/core';
import { EXIT, MlsError } from '../errors.js';
import { nearest } from '../nearest.js';

/** What every command shares: `--json`, `--no-color`, and errors told in one line with the right exit code. */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    'no-color': Flags.boolean({
      description: 'Print without colours (as NO_COLOR=1 does)',
      helpGroup: 'GLOBAL',
    }),
  };

  /** Ends the process with `code` once stdout is drained. oclif turns its own exits into 1 under --json. */
  protected endWith(code: number): void {
    process.exitCode = code;
  }

  protected override async catch(error: Error & { exitCode?: number }): Promise<unknown> {
    const known = asKnown(
      error,
      Object.keys(this.ctor.flags ?? {}).concat(Object.keys(this.ctor.baseFlags ?? {})),
    );
    if (known === undefined) return super.catch(error);
    process.exitCode = known.exitCode;
    // Told in one line: oclif would add that the command, which could not, did not parse.
    this.parsed = true;
    if (this.jsonEnabled()) {
      this.logJson({
        schemaVersion: 1,
        partial: true,
        exitCode: known.exitCode,
        verdict: 'error',
        error: known,
      });
    } else {
      process.stderr.write(`mls: ${known.message}\n`);
    }
    return undefined;
  }
}

interface KnownError {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
}

interface OclifError extends Error {
  readonly oclif?: { readonly exit?: number };
  /** Of an error about flags that do not exist. */
  readonly flags?: readonly string[];
}

function asKnown(error: OclifError, flags: readonly string[]): KnownError | undefined {
  if (error instanceof MlsError)
    return { code: error.code, message: error.message, exitCode: error.exitCode };
  if (error.name === 'UnavailableError') {
    return { code: 'unavailable', message: error.message, exitCode: EXIT.unavailable };
  }
  if (error.oclif?.exit !== EXIT.usage) return undefined;
  const unknown = Array.isArray(error.flags) ? error.flags[0] : undefined;
  const message = unknown === undefined ? oneLine(error.message) : unknownFlag(unknown, flags);
  return { code: 'usage', message, exitCode: EXIT.usage };
}

/** oclif's own parse errors span several lines and end with its usage block. */
function oneLine(message: string): string {
  const lines = message.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !/^(See more help|The following error)/.test(line)).join(' ');
}

function unknownFlag(typed: string, flags: readonly string[]): string {
  const meant = nearest(typed.replace(/^-+/, ''), flags);
  const hint = meant === undefined ? '' : ` - did you mean --${meant}?`;
  return `expected a flag that --help lists; got ${typed}${hint}`;
}
