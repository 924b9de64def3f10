/** What was asked has no meaning for these vectors, such as the mean of a cluster under a metric that has none. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
}
