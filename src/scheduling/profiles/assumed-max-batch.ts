/** The largest batch of a profile that is a line without an end: more than the usual latency targets leave room for. */
export const ASSUMED_MAX_BATCH = 64;
