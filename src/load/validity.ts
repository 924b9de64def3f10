/** A slip that no rate excuses, and what a lower rate allows: a share of the mean gap between requests. */
const ALLOWED_MS = 5;
const ALLOWED_SHARE = 0.01;

/** How late, at the 99th percentile, requests may leave for their run to count. */
export function allowedSlipMs(meanIntervalMs: number): number {
  return Math.max(ALLOWED_MS, ALLOWED_SHARE * meanIntervalMs);
}

/** Why a run says nothing of the server; undefined when it does. */
export function invalidityOf(slipP99Ms: number, meanIntervalMs: number): string | undefined {
  const allowed = allowedSlipMs(meanIntervalMs);
  if (!(slipP99Ms > allowed)) return undefined;
  return (
    `requests left ${Number(slipP99Ms.toPrecision(3))} ms late at the 99th percentile, over ${Number(allowed.toPrecision(3))} ms: ` +
    'the generator did not keep its plan; lower --rps, raise --clients, or give it a host of its own'
  );
}
