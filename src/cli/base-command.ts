import { Command, Flags } from '@oclif/core';
import { EXIT, MlsError } from '../errors.js';

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
    const known = asKnown(error);
    if (known === undefined) return super.catch(error);
    process.exitCode = known.exitCode;
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

function asKnown(error: Error & { exitCode?: number; oclif?: { exit?: number } }): KnownError | undefined {
  if (error instanceof MlsError)
    return { code: error.code, message: error.message, exitCode: error.exitCode };
  if (error.name === 'UnavailableError') {
    return { code: 'unavailable', message: error.message, exitCode: EXIT.unavailable };
  }
  // oclif's own parse errors span several lines and end with its usage block.
  if (error.oclif?.exit === EXIT.usage) {
    const message = error.message
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('See more help'));
    return { code: 'usage', message: message.join(' '), exitCode: EXIT.usage };
  }
  return undefined;
}
