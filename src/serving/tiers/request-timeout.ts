/** As long as the clients of the published load tests waited. */
export const REQUEST_TIMEOUT_MS = 60_000;
