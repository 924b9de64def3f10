/** A client that takes longer to send its request is answered 408. */
export const ARRIVES_WITHIN_MS = 30_000;

/** Time limits of node:http within which the headers and the whole of a request arrive, and how often it looks. */
export function arrivalLimits(ms: number) {
  return { headersTimeout: ms, requestTimeout: ms, connectionsCheckingInterval: Math.ceil(ms / 4) };
}

/** Connections that may wait to be accepted: a burst beyond that would wait a second for its second attempt. */
export const BACKLOG = 4096;
