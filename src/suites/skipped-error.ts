/** What a cell would measure is known beforehand to tell nothing new; the message says why. */
export class SkippedError extends Error {
  override readonly name = 'SkippedError';
}
