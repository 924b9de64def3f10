import { EXIT, MlsError } from '../../errors.js';

/** A policy decided what cannot be done. It is a mistake in the policy, never in what it was given. */
export class PolicyFault extends MlsError {
  override readonly name = 'PolicyFault';
  constructor(
    readonly policy: string,
    /** Virtual time of the decision. */
    readonly atMs: number,
    reason: string,
  ) {
    super(`policy ${policy} at ${atMs} ms: ${reason}`, 'policy-fault', EXIT.unexpected);
  }
}
