/**
 * A nanosecond that plans leave to the rounding of sums, so that what is planned for its very deadline is not late by the
 * last digit of a number.
 */
export const ROUNDING_MS = 1e-6;
