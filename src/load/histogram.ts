import { build, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js';

const US_PER_MS = 1000;
/** Microseconds in an hour; three digits are kept over the whole range. */
const LONGEST_US = 3.6e9;
const PERCENTILE_STEPS = 5;

/** Latencies as an HdrHistogram of microseconds, which tools of its kind read and add up. */
export function latencyHistogram(ms: Float64Array): Histogram {
  const histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: LONGEST_US,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  });
  for (const one of ms) histogram.recordValue(Math.min(LONGEST_US, Math.max(0, Math.round(one * US_PER_MS))));
  return histogram;
}

/** The percentile distribution in milliseconds, in the text form (`.hgrm`) that HdrHistogram's plotter reads. */
export function percentileText(histogram: Histogram): string {
  return histogram.outputPercentileDistribution(PERCENTILE_STEPS, US_PER_MS, false);
}

/** The V2 encoding, deflated, in base 64. */
export function encodedHistogram(histogram: Histogram): string {
  return encodeIntoCompressedBase64(histogram);
}
